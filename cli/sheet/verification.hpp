// The sheet of a verification: what was ordered beside what was computed.
#pragma once

#include "schedule/verify/verification_review.hpp"

#include <string>

namespace nkdose {

std::string verification_text(const Verification& verification);

} // namespace nkdose
