#include "cli/words/dates/day_zero_words.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// Two obstacles of one list between them.
std::string joined(const std::string& words, const std::string& more) {
  return words.empty() ? more : fmt::format("{}; {}", words, more);
}

std::string unknown_day(const ClosedDays& closed, Day day) {
  if (const auto last = closed.last_known(day))
    return fmt::format("holidays not known after {}", iso_date(*last));
  return fmt::format("holidays not known before {}",
                     iso_date(closed.first_known(day).value_or(day)));
}

std::string too_long_ago(const Obstacle& obstacle) {
  const Day on = obstacle.limit - std::chrono::days(obstacle.count);
  return fmt::format("{} of {} is {} days old, valid {}", obstacle.what.text(), iso_date(on),
                     days_between(on, obstacle.date), obstacle.count);
}

} // namespace

std::string reason_of(const Obstacle& obstacle, const Site& site) {
  const std::string limit = iso_date(obstacle.limit);
  switch (obstacle.kind) {
  case ObstacleKind::closed:
    return site.closed.reason(obstacle.date);
  case ObstacleKind::not_known:
    return unknown_day(site.closed, obstacle.date);
  case ObstacleKind::infusion_weekday:
    return fmt::format("no infusions on a {}", weekday_name(obstacle.date));
  case ObstacleKind::preparation_weekday:
    return fmt::format("no preparation on a {}", weekday_name(obstacle.date));
  case ObstacleKind::full:
    return fmt::format("slots taken, {} a day", obstacle.count);
  case ObstacleKind::past:
    return fmt::format("before {}, the day of the calculation", limit);
  case ObstacleKind::unmeasured:
    return fmt::format("before {}, the day of the {}", limit, obstacle.what.text());
  case ObstacleKind::unscreened:
    return fmt::format("before {}, the last day that the screening knows of", limit);
  case ObstacleKind::given_up:
    return fmt::format("given up on {}", limit);
  case ObstacleKind::level_not_open:
    return "the level is not open: nkdose plan says why";
  case ObstacleKind::undated:
    return fmt::format("{} without a date", obstacle.what.text());
  case ObstacleKind::cycle:
    return fmt::format("cycle not before {}", limit);
  case ObstacleKind::expired:
    return fmt::format("bag {} of the case expires on {}", obstacle.count, limit);
  case ObstacleKind::staggered:
    return fmt::format("stagger of the cohort: not before {}", limit);
  case ObstacleKind::staggers_another:
    return fmt::format("stagger of the cohort: another patient is infused on {}", limit);
  case ObstacleKind::level_full:
    return fmt::format("the level is full, its last window ends on {}", limit);
  case ObstacleKind::measured_too_long_ago:
  case ObstacleKind::tested_too_long_ago:
    return too_long_ago(obstacle);
  }
  return "";
}

std::string_view kind_words(ObstacleKind kind) {
  switch (kind) {
  case ObstacleKind::closed:
    return "closed days";
  case ObstacleKind::not_known:
    return "holidays not known";
  case ObstacleKind::infusion_weekday:
  case ObstacleKind::preparation_weekday:
  case ObstacleKind::full:
    return "no slot";
  case ObstacleKind::past:
    return "in the past";
  case ObstacleKind::unmeasured:
  case ObstacleKind::unscreened:
    return "before measurements or screening";
  case ObstacleKind::given_up:
    return "given up before";
  case ObstacleKind::cycle:
    return "too near to the cycle before";
  case ObstacleKind::expired:
    return "bags expired";
  case ObstacleKind::staggered:
  case ObstacleKind::staggers_another:
  case ObstacleKind::level_full:
  case ObstacleKind::level_not_open:
    return "the cohort's stagger or windows";
  case ObstacleKind::undated:
  case ObstacleKind::measured_too_long_ago:
  case ObstacleKind::tested_too_long_ago:
    return "to be measured anew";
  }
  return "";
}

int DayZeroWords::number_of(const Obstacle& obstacle, Day day_zero) const {
  return treatment_->protocol.number_of(days_between(day_zero, obstacle.date));
}

std::string DayZeroWords::of(const Obstacle& obstacle, Day day_zero) const {
  return fmt::format("{}, {} ({})", day_name(number_of(obstacle, day_zero)),
                     weekday_date(obstacle.date), reason_of(obstacle, treatment_->site));
}

std::string DayZeroWords::barred(const DayZeroCandidate& candidate) const {
  std::string words;
  for (const Obstacle& one : candidate.obstacles)
    if (!one.can_be_renewed()) words = joined(words, of(one, candidate.day_zero));
  return words;
}

std::string DayZeroWords::renew(const DayZeroCandidate& candidate) const {
  std::string words;
  for (const Obstacle& one : candidate.obstacles)
    if (one.can_be_renewed()) words = joined(words, reason_of(one, treatment_->site));
  return words;
}

std::string not_met_words(const DayZeroCandidate& candidate) {
  std::string words;
  for (const Criterion* criterion : candidate.not_met)
    words += fmt::format("{}{}", words.empty() ? "" : ", ", criterion->id);
  return words;
}

std::string known_words(const ClosedDays& closed) {
  if (!closed.has_unknown_days()) return "";
  std::string words = "holidays known ";
  const auto& known = closed.known;
  for (std::size_t i = 0; i < known.size(); ++i) {
    const Day last = i + 1 == known.size() ? *closed.last_known() : known[i].last;
    words += fmt::format("{}from {} to {}", i == 0 ? "" : ", and ", iso_date(known[i].first),
                         iso_date(last));
  }
  return known.empty() ? fmt::format("{}to {}", words, iso_date(*closed.known_to)) : words;
}

} // namespace nkdose
