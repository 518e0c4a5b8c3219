#include "cli/words/calendar_words.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace nkdose {

std::string event_words(const Event& event) {
  return fmt::format("{}{}{}{}", event.text, progress_words(event), moved_words(event),
                     event.source.ends_with("[unverified]") ? " [unverified]" : "");
}

std::string number_words(const Event& event) {
  return event.of == 0 ? "" : fmt::format("{} of {}", event.number, event.of);
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
  return event.moved.empty() ? "" : "; " + event.moved;
}

std::string study_day_words(int day) {
  return fmt::format("; study day {}{}", day < 0 ? "minus " : "", std::abs(day));
}

std::string day_zero_words(const Timeline& timeline) {
  const Day planned = timeline.planned_day_zero();
  if (!timeline.is_moved()) return weekday_date(planned);
  return fmt::format("planned {}, given {}", weekday_date(planned),
                     weekday_date(timeline.day_zero()));
}

std::string cycle_words(const Protocol& protocol, const Case* the_case) {
  if (!protocol.cycle) return "";
  std::string words =
      fmt::format("cycle {} of at most {}, {} days from one day zero to the next",
                  the_case ? the_case->cycle : 1, protocol.cycle->most, protocol.cycle->days);
  if (!the_case || !the_case->previous_day_zero) return words;
  return fmt::format("{}; the cycle before had {}", words,
                     weekday_date(*the_case->previous_day_zero));
}

} // namespace nkdose
