// The days of a trial as a calendar file (RFC 5545).
#pragma once

#include "cli/answer/cohort_months.hpp"
#include "cli/data/calendar/calendar_ics.hpp"

namespace nkdose {

/// Of each patient the days of lymphodepletion, each infusion, and the last day of the window.
/// Without doses a patient is a number, in the order of the first infusions.
std::string cohort_months_ics(const CohortMonths& months, Discretion discretion);

} // namespace nkdose
