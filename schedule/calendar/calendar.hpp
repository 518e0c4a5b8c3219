// The calendar: a protocol and a day zero become dated events.
#pragma once

#include "schedule/calendar/course.hpp"
#include "schedule/days/closed_days.hpp"

namespace nkdose {

/// Whether a dose or an infusion is still to come; what belongs to a missed one is missed too.
enum class Progress { planned, given, missed };

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
  std::optional<DrugMass> given = {}; ///< the dose that was given
  /// "planned Mon 2026-12-14; counted from the infusion given 2026-12-08": where the plan had
  /// another date.
  std::string moved = {};
};
using Calendar = std::vector<Event>;

struct CalendarChoice {
  Day day_zero;
  std::size_t infusion_list = 0;
  std::optional<Day> screening_date; ///< without it, nothing that counts from screening is dated
  std::vector<Given> given = {};
  std::optional<Day> blood_count = {}; ///< likewise
  int cycle = 1;                       ///< of a protocol with cycles
  const ClosedDays* closed = nullptr;  ///< of the site: proposes a working day for a visit
  std::optional<Resumption> resumption = {};
};

/// Whether the protocol has a cycle after this one.
bool has_next_cycle(const Protocol& protocol, int cycle);

/// In the order of dates; on one date: what must have stopped, checks, drugs, infusion, visits.
Calendar make_calendar(const Protocol& protocol, const std::vector<Drug>& drugs,
                       const CalendarChoice& choice);

/// The planned days of drugs and infusions, each once, in order.
std::vector<Day> treatment_days(const Protocol& protocol, std::size_t infusion_list, Day day_zero);

/// A month is also read as 28 or as 30 days: where `months` from the anchor is then another date
/// than the calendar's, " (a month as 28 days: 2026-11-04; as 30 days: 2026-11-02)".
std::string other_month_readings(Day anchor, int months, Day date);

/// "Day minus 5", "Day 0", "Day 7": a hyphen can get lost, and D5 is a diluent.
std::string day_name(int day);

} // namespace nkdose
