// The faces of a verification: what was ordered beside what was computed.
#pragma once

#include "schedule/verification_review.hpp"

#include <string>

namespace nkdose {

std::string verification_text(const Verification& verification);
/// `nkdose/verify/1`.
std::string verification_json(const Verification& verification);

} // namespace nkdose
