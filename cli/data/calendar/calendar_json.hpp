// A calendar as JSON, alone and as a part of a plan.
#pragma once

#include "cli/answer/calendar_answer.hpp"
#include "cli/data/json_writer.hpp"

namespace nkdose {

/// `nkdose/calendar/1`.
std::string calendar_json(const CalendarAnswer& answer);

/// The key "calendar". Study days, counted from `study_day_one`, are each entry's last key.
void write_calendar(JsonWriter& json, const Calendar& calendar, const Order* order,
                    std::optional<Day> study_day_one = std::nullopt);
/// The keys "days" and "dates" of a drug or of the infusion: what is still to be given.
void write_days(JsonWriter& json, const Calendar& calendar, EventKind kind, Name what);
/// The key "cycle", where the protocol has cycles.
void write_cycle(JsonWriter& json, const Protocol& protocol, const Case* the_case);
/// The key "postponed", where there is any.
void write_postponed(JsonWriter& json, const Case& the_case);

} // namespace nkdose
