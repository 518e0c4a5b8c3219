// The day of the clock.
#pragma once

#include "schedule/days/zone.hpp"

#include <string_view>

namespace nkdose {

/// The ward's civil day now; without a zone, that of the machine where the program runs. Nothing
/// else in the program reads a clock.
Reading<Day> today(const WardZone& zone);

/// Of --on where no site is read: an ISO date, or "today", the machine's.
Reading<Day> read_day_of_calculation(std::string_view text);

} // namespace nkdose
