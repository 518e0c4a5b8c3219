// The review of what a case's record leaves open: days, doses, tests, waivers, the cohort's own
// record.
#pragma once

#include "schedule/plan/plan_check.hpp"

namespace nkdose {

/// The table.
std::span<const PlanCheck> record_checks();
/// Appends what its checks find, in its order, and then what the cohort's review says of the
/// patients on whom the assigned level rests.
void review_record(const PlanContext& context, Topics present, Findings& findings);

} // namespace nkdose
