// A search for a day zero as CSV.
#pragma once

#include "cli/answer/day_zero_answer.hpp"

#include <string>

namespace nkdose {

/// `day_zero,weekday,open,closed,criteria_not_met`.
std::string day_zeros_csv(const DayZeroAnswer& answer);

} // namespace nkdose
