// A search for a day zero as JSON.
#pragma once

#include "cli/answer/day_zero_answer.hpp"

#include <string>

namespace nkdose {

/// `nkdose/day-zeros/1`.
std::string day_zeros_json(const DayZeroAnswer& answer);

} // namespace nkdose
