// The verdict and the findings on a sheet, and what else a reader must not miss.
#pragma once

#include "cli/sheet/sheet.hpp"
#include "schedule/plan/plan.hpp"

namespace nkdose {

/// What a plan comes to.
block::Verdict verdict_of(Status status);
/// What was found, worst first, a row each. `the_case` holds the acknowledgements and waivers; null
/// where there are none. `withhold_doses` where the plan is refused.
void add_findings(Sheet& sheet, const std::vector<ReleasedFinding>& findings, const Case* the_case,
                  const Treatment* treatment, bool withhold_doses);
/// The part of a sheet for what is the same for every patient: findings D009 and V001.
void add_standing(Sheet& sheet, const Plan& plan);
/// The part ASSUMPTIONS of a sheet: findings A002 are shown there.
void add_assumptions(Sheet& sheet, const Protocol& protocol);
/// What the command line changed in the case: a line each, so that a question is not taken for the
/// plan. A plan prints them with its origin.
void add_overrides(Sheet& sheet, const Case& the_case);

} // namespace nkdose
