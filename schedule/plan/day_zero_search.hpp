// Looking for a day zero whose drugs and infusions fall on no closed day.
#pragma once

#include "schedule/calendar/calendar.hpp"
#include "schedule/days/closed_days.hpp"
#include "schedule/plan/screening.hpp"

namespace nkdose {

/// A treatment day that is closed, has passed, or comes too early after another cycle.
struct ClosedTreatmentDay {
  Day date;
  int day; ///< as the protocol numbers it
  std::string reason;
};

/// A day that could be day zero, and what speaks against it.
struct DayZeroCandidate {
  Day day_zero;
  std::vector<ClosedTreatmentDay> closed;
  std::vector<const Criterion*> not_met = {}; ///< of the patient's criteria, with this day zero

  bool is_open() const { return closed.empty() && not_met.empty(); }
};

/// What is looked for. A patient's screening outlives the candidates.
struct DayZeroSearch {
  const Protocol& protocol;
  std::size_t infusion_list;
  Day from;
  const ClosedDays& closed;
  const Screening* screening = nullptr;
  int wanted = 8;
  std::optional<Day> not_before = {};        ///< the first drug day: what is past cannot be planned
  std::optional<Day> previous_day_zero = {}; ///< of the cycle before
};

/// Every day from `from` until the wanted open ones are found, at most a year of them.
std::vector<DayZeroCandidate> day_zero_candidates(const DayZeroSearch& search);

/// The open day zero nearest to another one, within a year; the earlier of two equally near.
std::optional<Day> nearest_open_day_zero(const Protocol& protocol, std::size_t infusion_list,
                                         Day day_zero, const ClosedDays& closed);

} // namespace nkdose
