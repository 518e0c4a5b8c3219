// Single answers as JSON: one area, one clearance.
#pragma once

#include "cli/answer/single_answers.hpp"

#include <string>

namespace nkdose {

/// `nkdose/bsa/1`.
std::string area_json(const AreaAnswer& answer);
/// `nkdose/clearance/1`.
std::string clearance_json(const ClearanceAnswer& answer);

} // namespace nkdose
