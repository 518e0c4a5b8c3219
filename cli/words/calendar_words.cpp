#include "cli/words/calendar_words.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace nkdose {

using namespace fmt::literals;

std::string event_words(const Event& event) {
  return fmt::format("{}{}{}", event.text, progress_words(event),
                     event.source.ends_with("[unverified]") ? " [unverified]" : "");
}

std::string number_words(const Event& event) {
  return event.of == 0
             ? ""
             : fmt::format("{number} of {of}", "number"_a = event.number, "of"_a = event.of);
}

std::string_view progress_words(const Event& event) {
  const bool is_treatment = event.kind == EventKind::drug || event.kind == EventKind::infusion;
  switch (event.progress) {
  case Progress::planned:
    return "";
  case Progress::given:
    return ", GIVEN";
  case Progress::missed:
    return is_treatment ? ", NOT GIVEN" : ", DROPPED";
  }
  return "";
}

std::string moved_words(const Event& event) {
  if (!event.planned) return "";
  std::string words =
      fmt::format("; planned {planned}", "planned"_a = weekday_date(*event.planned));
  if (!event.counted_from) return words;
  return fmt::format("{planned}; counted from the infusion given {given}", "planned"_a = words,
                     "given"_a = iso_date(*event.counted_from));
}

std::string counted_words(const Calendar& calendar) {
  const std::vector<Day> infusions = infusions_counted_from(calendar);
  if (infusions.empty()) return "";
  std::string days;
  for (const Day day : infusions)
    days += fmt::format("{}{}", days.empty() ? "" : " or ", weekday_date(day));
  return fmt::format("what has moved is counted from the infusion given {days}", "days"_a = days);
}

std::string study_day_words(int day) {
  return fmt::format("; study day {}{}", day < 0 ? "minus " : "", std::abs(day));
}

std::string day_zero_words(const Timeline& timeline) {
  const Day planned = timeline.planned_day_zero();
  if (!timeline.is_moved()) return weekday_date(planned);
  return fmt::format("planned {planned}, given {given}", "planned"_a = weekday_date(planned),
                     "given"_a = weekday_date(timeline.day_zero()));
}

std::string cycle_words(const Protocol& protocol, const Case* the_case) {
  if (!protocol.cycle) return "";
  std::string words =
      fmt::format("cycle {number} of at most {most}, {days} days from one day zero to the next",
                  "number"_a = the_case ? the_case->cycle : 1, "most"_a = protocol.cycle->most,
                  "days"_a = protocol.cycle->days);
  if (!the_case || !the_case->previous_day_zero) return words;
  return fmt::format("{cycle}; the cycle before had {day_zero}", "cycle"_a = words,
                     "day_zero"_a = weekday_date(*the_case->previous_day_zero));
}

std::string postponed_words(const Postponement& one) {
  return fmt::format("postponed from {from}, on {on}: {reason} ({by})",
                     "from"_a = weekday_date(one.from), "on"_a = iso_date(one.on),
                     "reason"_a = one.reason, "by"_a = one.by);
}

std::string first_study_day_words(Day one, std::string_view reference) {
  return fmt::format("Study day 1 is {date}, the first {reference}; the day before is study day "
                     "minus 1, there is no study day 0",
                     "date"_a = weekday_date(one), "reference"_a = reference);
}

} // namespace nkdose
