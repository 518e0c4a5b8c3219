// A cohort's bookkeeping as CSV.
#pragma once

#include "cli/answer/cohort_answer.hpp"

#include <string>

namespace nkdose {

/// A line a patient, with what its level has come to.
std::string cohort_csv(const CohortAnswer& answer);

} // namespace nkdose
