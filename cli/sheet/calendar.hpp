// The sheet of a calendar, alone or as a part of a plan.
#pragma once

#include "cli/answer/calendar_answer.hpp"
#include "cli/sheet/sheet.hpp"

namespace nkdose {

std::string calendar_text(const CalendarAnswer& answer);

/// The events, by date. Study days, counted from `study_day_one`, are each event's last words.
void add_calendar(TextSheet& sheet, const Calendar& calendar, const Order* order,
                  std::optional<Day> study_day_one = std::nullopt);
/// The day zeros that were given up, and why: lines under day zero.
void add_postponed(TextSheet& sheet, const Case& the_case, std::size_t column);

} // namespace nkdose
