// What a sheet rests on: who adopted the protocol, whose site it is, as of which day it speaks.
#pragma once

#include "schedule/plan/plan.hpp"

#include <string>

namespace nkdose {

/// "adopted by J Doe, chief pharmacist, on 2026-11-16", or that nobody has.
std::string adoption_words(const Treatment& treatment);

/// The site's title, and that its file is an example where it says so.
std::string site_words(const Site& site);

/// The day of the calculation, and whether somebody has named it.
std::string as_of_words(const Case& the_case);

/// Whether rounding may carry a dose above the top of the protocol's range: one line for the trial.
std::string rounding_words(const Plan& plan);

} // namespace nkdose
