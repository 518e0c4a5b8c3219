// Why a day zero is open or not.
#pragma once

#include "schedule/plan/day_zero_search.hpp"

#include <string>

namespace nkdose {

/// "closed weekday", "bag 1 of the case expires on 2026-12-07": without the day.
std::string reason_of(const Obstacle& obstacle, const Site& site);
/// What kinds of days are lost for, in one word or two: "closed days".
std::string_view kind_words(ObstacleKind kind);

/// A candidate in words: what bars it, or what must be renewed for it.
class DayZeroWords {
public:
  explicit DayZeroWords(const Treatment& treatment) : treatment_(&treatment) {}

  /// "Day minus 3, Sat 2026-12-05 (closed weekday)".
  std::string of(const Obstacle& obstacle, Day day_zero) const;
  /// All that bars it, and all that must be renewed: each in one text.
  std::string barred(const DayZeroCandidate& candidate) const;
  std::string renew(const DayZeroCandidate& candidate) const;
  int number_of(const Obstacle& obstacle, Day day_zero) const;

private:
  const Treatment* treatment_;
};

/// "E14, E18".
std::string not_met_words(const DayZeroCandidate& candidate);

/// "holidays known to 2026-12-31"; empty where nobody has named any.
std::string known_words(const ClosedDays& closed);

} // namespace nkdose
