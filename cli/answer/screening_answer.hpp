// What a screening comes to: how many criteria, which findings, which doubts.
#pragma once

#include "schedule/plan/plan.hpp"

namespace nkdose {

/// The criteria that count, by what became of them. A waived one is not among the others, but where
/// it is met all the same.
struct CriteriaCounts {
  int met = 0, not_met = 0, unknown = 0, waived = 0;
};
CriteriaCounts counts_of(const Screening& screening);

/// The findings E of a plan.
std::vector<ReleasedFinding> eligibility_findings(const Plan& plan);

/// Whether an ambiguity is about this patient's criteria, not about those of another indication.
bool matters(const Ambiguity& ambiguity, const Screening& screening);

} // namespace nkdose
