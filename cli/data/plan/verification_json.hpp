// A verification as JSON.
#pragma once

#include "schedule/verify/verification_review.hpp"

#include <string>

namespace nkdose {

/// `nkdose/verify/1`.
std::string verification_json(const Verification& verification);

} // namespace nkdose
