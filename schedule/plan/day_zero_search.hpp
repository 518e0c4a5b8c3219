// Looking for a day zero that a site and a patient can keep.
#pragma once

#include "schedule/plan/day_zero_rules.hpp"

namespace nkdose {

/// A day that could be day zero, and what speaks against it.
struct DayZeroCandidate {
  Day day_zero;
  std::vector<Obstacle> obstacles;
  std::vector<const Criterion*> not_met = {}; ///< of the patient's criteria, with this day zero

  bool is_open() const { return obstacles.empty() && not_met.empty(); }
  /// It would be open if what is too old were measured anew.
  bool is_open_once_renewed() const;
  bool is_offered() const { return is_open() || is_open_once_renewed(); }
};

/// Every day from `from` until so many are open, or open once something is renewed; at most a year
/// of them.
std::vector<DayZeroCandidate> day_zero_candidates(const DayZeroRules& rules, Day from,
                                                  int wanted = 8);

/// The next day zero, from a day on and within a year.
struct NextDayZero {
  Day day;
  bool needs_renewal; ///< something must be measured anew for it
};
std::optional<NextDayZero> next_day_zero(const DayZeroRules& rules, Day from);

} // namespace nkdose
