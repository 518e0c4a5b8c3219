// What of a plan concerns whoever prepares the cells.
#pragma once

#include "schedule/plan/plan.hpp"

namespace nkdose {

/// Infos about drugs alone do not concern them; what is open concerns all.
std::vector<ReleasedFinding> findings_for_cells(const Plan& plan);

} // namespace nkdose
