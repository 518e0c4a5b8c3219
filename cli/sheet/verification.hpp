// The sheet of a verification: what was ordered beside what was computed.
#pragma once

#include "cli/sheet/sheet_text.hpp"
#include "schedule/verify/verification_review.hpp"

namespace nkdose {

Sheet verification_sheet(const Verification& verification);
inline std::string verification_text(const Verification& verification) {
  return text_of(verification_sheet(verification));
}

} // namespace nkdose
