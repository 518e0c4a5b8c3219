// The review of a plan's papers: bags and lots, criteria, the site's adoption, assumptions.
#pragma once

#include "schedule/plan/plan_check.hpp"

namespace nkdose {

/// The table.
std::span<const PlanCheck> paper_checks();
/// Appends what its checks find, in its order.
void review_papers(const PlanContext& context, Topics present, Findings& findings);

} // namespace nkdose
