#include "cli/words/day_zero_words.hpp"

#include <fmt/format.h>

namespace nkdose {

std::string closed_words(const DayZeroCandidate& candidate) {
  std::string words;
  for (const ClosedTreatmentDay& day : candidate.closed)
    words += fmt::format("{}{}, {} {} ({})", words.empty() ? "" : "; ", day_name(day.day),
                         weekday_name(day.date), iso_date(day.date), day.reason);
  return words;
}

std::string not_met_words(const DayZeroCandidate& candidate) {
  std::string words;
  for (const Criterion* criterion : candidate.not_met)
    words += fmt::format("{}{}", words.empty() ? "" : ", ", criterion->id);
  return words;
}

std::string reason_words(const DayZeroCandidate& candidate) {
  const std::string closed = closed_words(candidate), not_met = not_met_words(candidate);
  return fmt::format("{}{}{}{}{}", closed.empty() ? "" : "closed: ", closed,
                     closed.empty() || not_met.empty() ? "" : "; ",
                     not_met.empty() ? "" : "criteria not met: ", not_met);
}

} // namespace nkdose
