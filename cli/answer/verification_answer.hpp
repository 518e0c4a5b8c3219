// What may be shown of a verification.
#pragma once

#include "schedule/verify/verification_review.hpp"

namespace nkdose {

/// What may be printed of a row: nothing that a refused plan withholds, and nothing ordered that
/// could then be given instead.
struct ShownDose {
  std::optional<Decimal> ordered, adjusted, rounded, difference;
};
ShownDose shown_dose(const OrderComparison& comparison, const ComparedDose& row);

} // namespace nkdose
