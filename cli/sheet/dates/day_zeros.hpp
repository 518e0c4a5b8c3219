// The sheet of a search for a day zero.
#pragma once

#include "cli/answer/day_zero_answer.hpp"
#include "cli/sheet/sheet_text.hpp"

namespace nkdose {

Sheet day_zeros_sheet(const DayZeroAnswer& answer);
inline std::string day_zeros_text(const DayZeroAnswer& answer) {
  return text_of(day_zeros_sheet(answer));
}

} // namespace nkdose
