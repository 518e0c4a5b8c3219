// The sheets of single answers: one area, one clearance.
#pragma once

#include "cli/answer/single_answers.hpp"

#include <string>

namespace nkdose {

std::string area_text(const AreaAnswer& answer);
std::string clearance_text(const ClearanceAnswer& answer);

} // namespace nkdose
