// What the case of every row of a batch is, before a cell of it is read.
#pragma once

#include "schedule/plan/case.hpp"

namespace nkdose {

/// All of a course is still to be given.
Case case_before_cells(const Protocol& protocol);

} // namespace nkdose
