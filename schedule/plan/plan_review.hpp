// The review of a plan: the checks on its dates, and with them those on its papers and its record.
#pragma once

#include "schedule/plan/plan_check.hpp"

namespace nkdose {

/// The tables: days; notes and dates; papers; the record. Their order is the order of the findings.
std::array<std::span<const PlanCheck>, 4> plan_tables();

/// Appends every finding, in the order of the tables.
void review_plan(const PlanContext& context, Findings& findings);

} // namespace nkdose
