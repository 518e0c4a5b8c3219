// An empty [screening] table to fill in.
#pragma once

#include "schedule/criteria/criteria.hpp"

#include <string>

namespace nkdose {

/// For a protocol, in TOML: every fact a comment, by indication.
std::string screening_template(const Criteria& criteria);

} // namespace nkdose
