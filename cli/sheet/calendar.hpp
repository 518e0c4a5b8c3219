// The sheet of a calendar, alone or as a part of a plan.
#pragma once

#include "cli/answer/calendar_answer.hpp"
#include "cli/sheet/sheet_text.hpp"

namespace nkdose {

Sheet calendar_sheet(const CalendarAnswer& answer);
inline std::string calendar_text(const CalendarAnswer& answer) {
  return text_of(calendar_sheet(answer));
}

/// The events, by date. Study days, counted from `study_day_one`, are each event's last words.
void add_calendar(Sheet& sheet, const Calendar& calendar, const Order* order,
                  std::optional<Day> study_day_one = std::nullopt);
/// The day zeros that were given up, and why: lines under day zero.
void add_postponed(Sheet& sheet, const Case& the_case, Depth depth);

} // namespace nkdose
