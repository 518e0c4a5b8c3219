// The review of a cohort: stagger, concurrent levels, levels off the plan, against the table.
#pragma once

#include "dosing/review/finding.hpp"
#include "schedule/cohort/cohort.hpp"

namespace nkdose {

/// All that a cohort check may look at.
struct CohortContext {
  const Cohort& cohort;
  const std::vector<CellTier>& tiers; ///< of the protocol
  std::optional<Day> on;
};

struct CohortCheck {
  FindingText text;
  void (*look)(const CohortContext&, const FindingText&, Findings&);
};

std::span<const CohortCheck> cohort_checks();

/// Every finding, in the order of the table.
Findings review_cohort(const CohortContext& context);

} // namespace nkdose
