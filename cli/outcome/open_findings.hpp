// Answers without a case: there is nobody to acknowledge their findings.
#pragma once

#include "schedule/plan/release.hpp"

namespace nkdose {

/// The findings as they are released, worst first.
std::vector<ReleasedFinding> unacknowledged(const Findings& findings);
/// What the program ends with: whether a warning or a stop is open.
int exit_code_of(const std::vector<ReleasedFinding>& findings);

} // namespace nkdose
