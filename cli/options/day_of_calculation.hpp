// --on: the day of the calculation.
#pragma once

#include "schedule/days/day.hpp"

#include <string_view>

namespace nkdose {

/// The civil day of the clock where the program runs, in its time zone. Nothing else in the program
/// reads a clock.
Day today();

/// An ISO date, or "today".
Reading<Day> read_day_of_calculation(std::string_view text);

} // namespace nkdose
