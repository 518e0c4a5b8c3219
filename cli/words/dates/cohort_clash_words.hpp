// What of a trial's days a site cannot do, in words.
#pragma once

#include "schedule/cohort/cohort_days.hpp"

#include <string>

namespace nkdose {

/// "closed (Christmas)", "2 infusions, 1 a day": without the day and the patients.
std::string clash_words(const CohortClash& clash, const Site& site);
/// "F01-007, F01-010".
std::string patients_words(const CohortClash& clash);

} // namespace nkdose
