// The calendar: a protocol and a day zero become dated events.
#pragma once

#include "schedule/calendar/calendar_choice.hpp"
#include "schedule/calendar/course.hpp"

namespace nkdose {

struct Event {
  Day date;
  int day; ///< days from the first infusion; the protocol's own numbering where it has no day 0
  EventKind kind;
  Name what;                       ///< a drug's id, or the event's
  std::optional<std::size_t> drug; ///< the drug's place in the protocol
  int number = 0; ///< of its kind: a dose, an infusion, a rest day; 0 for a dose off the plan
  int of = 0;     ///< "dose 1 of 3", "infusion 1 of 2"; 0 where they are not counted
  std::string text;
  std::string source;
  Progress progress = Progress::planned;
  std::optional<DrugMass> given = {};   ///< the dose that was given
  std::optional<Day> planned = {};      ///< where the plan had another date
  std::optional<Day> counted_from = {}; ///< the infusion, as it was given, that has moved the date
  std::optional<Day> moved_off = {};    ///< the closed day off which a visit was moved
  std::string on_closed_day = {};       ///< why the day is closed on which a visit stays
};
using Calendar = std::vector<Event>;

/// Whether the protocol has a cycle after this one.
bool has_next_cycle(const Protocol& protocol, int cycle);

/// In the order of dates; on one date: what must have stopped, checks, drugs, infusion, visits.
Calendar make_calendar(const Protocol& protocol, const std::vector<Drug>& drugs,
                       const CalendarChoice& choice);

/// The days of visits to come whose window has no open day: each once, in order.
std::vector<Day> days_of_closed_windows(const Protocol& protocol, const CalendarChoice& choice);

/// The infusions, as they were given, that have moved dates: each once, in order.
std::vector<Day> infusions_counted_from(const Calendar& calendar);

/// The planned days of drugs and infusions, each once, in order.
std::vector<Day> treatment_days(const Protocol& protocol, std::size_t infusion_list, Day day_zero);

/// A month is also read as 28 or as 30 days: where `months` from the anchor is then another date
/// than the calendar's, " (a month as 28 days: 2026-11-04; as 30 days: 2026-11-02)".
std::string other_month_readings(Day anchor, int months, Day date);

/// "Day minus 5", "Day 0", "Day 7": a hyphen can get lost, and D5 is a diluent.
std::string day_name(int day);

} // namespace nkdose
