// The review of a plan's days: whether the site can keep them.
#pragma once

#include "schedule/plan/plan_check.hpp"

namespace nkdose {

/// The table.
std::span<const PlanCheck> day_checks();
/// Appends what its checks find, in its order.
void review_days(const PlanContext& context, Topics present, Findings& findings);

/// The subject of a day: "day-minus-5".
Name day_subject(int day);

} // namespace nkdose
