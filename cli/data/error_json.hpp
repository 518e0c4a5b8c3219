// Input that cannot be used, for programs.
#pragma once

#include "dosing/text/checked.hpp"

#include <string>

namespace nkdose {

/// `nkdose/error/1`.
std::string error_json(const Problems& problems);

} // namespace nkdose
