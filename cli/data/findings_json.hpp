// Findings as JSON.
#pragma once

#include "cli/data/json_writer.hpp"
#include "schedule/plan/case.hpp"
#include "schedule/plan/release.hpp"

namespace nkdose {

/// The key "findings". `the_case` holds the acknowledgements and waivers; null where there are
/// none. `withhold_doses` where the plan is refused.
void write_findings(JsonWriter& json, const std::vector<ReleasedFinding>& findings,
                    const Case* the_case, const Treatment* treatment, bool withhold_doses);

} // namespace nkdose
