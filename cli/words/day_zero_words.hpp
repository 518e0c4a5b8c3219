// Why a day zero is open or not.
#pragma once

#include "schedule/plan/day_zero_search.hpp"

#include <string>

namespace nkdose {

/// "Day minus 3, Sat 2026-12-05 (Sat)".
std::string closed_words(const DayZeroCandidate& candidate);
/// "E14, E18".
std::string not_met_words(const DayZeroCandidate& candidate);
/// Both, for a day zero that is not open.
std::string reason_words(const DayZeroCandidate& candidate);

} // namespace nkdose
