#include "schedule/plan/day_zero_search.hpp"

#include "dosing/text/search.hpp"

namespace nkdose {
namespace {

constexpr int farthest = 365; // days

} // namespace

bool DayZeroCandidate::is_open_once_renewed() const {
  return !obstacles.empty() && not_met.empty() && all_of(obstacles, &Obstacle::can_be_renewed);
}

std::vector<DayZeroCandidate> day_zero_candidates(const DayZeroRules& rules, Day from, int wanted) {
  std::vector<DayZeroCandidate> candidates;
  for (int distance = 0; distance <= farthest && wanted > 0; ++distance) {
    const Day day_zero = from + std::chrono::days(distance);
    if (!is_plannable(day_zero)) break;
    candidates.push_back({day_zero, rules.obstacles(day_zero), rules.not_met(day_zero)});
    if (candidates.back().is_offered()) --wanted;
  }
  return candidates;
}

std::optional<NextDayZero> next_day_zero(const DayZeroRules& rules, Day from) {
  for (int distance = 0; distance <= farthest; ++distance) {
    const Day day = from + std::chrono::days(distance);
    if (!is_plannable(day)) break;
    const auto opening = rules.opening(day);
    if (opening != DayZeroRules::Opening::barred)
      return NextDayZero{day, opening == DayZeroRules::Opening::once_renewed};
  }
  return std::nullopt;
}

} // namespace nkdose
