// The faces of a verification: what was ordered beside what was computed.
#pragma once

#include "schedule/verify/verification_review.hpp"

#include <string>

namespace nkdose {

/// What may be printed of a row: nothing that a refused plan withholds, and nothing ordered that
/// could then be given instead.
struct ShownDose {
  std::optional<Decimal> ordered, adjusted, rounded, difference;
};
ShownDose shown_dose(const OrderComparison& comparison, const ComparedDose& row);

std::string verification_text(const Verification& verification);
/// `nkdose/verify/1`.
std::string verification_json(const Verification& verification);

} // namespace nkdose
