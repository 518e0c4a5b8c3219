// The slots of a site: on which weekdays, and how often a day, it can treat.
#pragma once

#include "schedule/days/weekdays.hpp"

#include <optional>

namespace nkdose {

struct Slots {
  std::optional<int> infusions_a_day; ///< of the trial, over all its patients
  Weekdays infusion_weekdays{};       ///< none: any
  Weekdays preparation_weekdays{};    ///< of pharmacy or isolator; likewise
};

} // namespace nkdose
