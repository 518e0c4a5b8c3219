// The sheet of a search for a day zero.
#pragma once

#include "cli/answer/day_zero_answer.hpp"

#include <string>

namespace nkdose {

std::string day_zeros_text(const DayZeroAnswer& answer);

} // namespace nkdose
