// The days of a trial: who is in lymphodepletion, who is infused, whose window is open, and what of
// it a site cannot do.
#pragma once

#include "schedule/cohort/cohort.hpp"
#include "schedule/protocol/site.hpp"

namespace nkdose {

enum class CohortDayKind { lymphodepletion, infusion, window, window_end };
std::string_view to_text(CohortDayKind kind);

/// What one patient has on a day, by the protocol's days from the first infusion of the file.
struct CohortDay {
  Day date;
  const CohortPatient* patient;
  CohortDayKind kind;
};

/// In the order of dates, then of the file. A protocol whose gap a case chooses has no days of
/// drugs here. The cohort outlives it.
std::vector<CohortDay> days_of(const Cohort& cohort, const Protocol& protocol);

/// A day on which the site cannot do what the trial has on it.
struct CohortClash {
  enum class Kind { closed, not_known, infusion_weekday, preparation_weekday, full };
  Day date;
  Kind kind;
  std::vector<const CohortPatient*> patients; ///< whose treatment falls on it
};
/// In the order of dates.
std::vector<CohortClash> clashes(const std::vector<CohortDay>& days, const Site& site);

} // namespace nkdose
