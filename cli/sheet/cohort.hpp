// The sheet of a cohort's bookkeeping.
#pragma once

#include "cli/answer/cohort_answer.hpp"

namespace nkdose {

std::string cohort_text(const CohortAnswer& answer);

} // namespace nkdose
