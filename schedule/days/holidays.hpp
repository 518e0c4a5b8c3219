// Holidays from an iCalendar file, as calendars and authorities publish them.
#pragma once

#include "schedule/days/closed_days.hpp"

namespace nkdose {

/// Reads the all-day events of an iCalendar file (RFC 5545) as closed days. What would have to be
/// guessed is a problem: an event that recurs by a rule, one with a time of day, one without a
/// date. Cancelled events are left out.
Checked<std::vector<ClosedSpan>, Problems> read_holidays(std::string_view text, std::string name);

} // namespace nkdose
