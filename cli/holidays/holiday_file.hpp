// A holiday file: an iCalendar file (RFC 5545), read by libical. The only place that knows it.
#pragma once

#include "dosing/text/checked.hpp"
#include "schedule/days/holidays.hpp"

namespace nkdose {

/// Reads the all-day events of an iCalendar file: single days and spans, rules (RRULE), RDATE,
/// EXDATE, changed and cancelled instances; of several versions of an event the last by SEQUENCE.
/// Rules without an end are followed to 2100. What would have to be guessed is a problem with its
/// line: a time of day, a rule of another calendar, an event that ends before it begins.
Checked<Holidays, Problems> read_holiday_file(std::string_view text, std::string name);

} // namespace nkdose
