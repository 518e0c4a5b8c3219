// A cohort's bookkeeping as JSON.
#pragma once

#include "cli/answer/cohort_answer.hpp"

#include <string>

namespace nkdose {

/// `nkdose/cohort/1`.
std::string cohort_json(const CohortAnswer& answer);

} // namespace nkdose
