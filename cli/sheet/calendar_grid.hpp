// The calendar as month grids, for a wall.
#pragma once

#include "cli/sheet/sheet.hpp"
#include "schedule/calendar/calendar.hpp"
#include "schedule/days/closed_days.hpp"

namespace nkdose {

/// A grid a month that has an event, weeks as rows from Monday, each day with its marks, and a
/// legend of the marks that are used.
void add_grid(Sheet& sheet, const Calendar& calendar, const ClosedDays& closed);

} // namespace nkdose
