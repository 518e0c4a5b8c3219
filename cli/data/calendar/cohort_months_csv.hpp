// The days of a trial as CSV.
#pragma once

#include "cli/answer/cohort_months.hpp"

#include <string>

namespace nkdose {

std::string cohort_months_csv(const CohortMonths& months);

} // namespace nkdose
