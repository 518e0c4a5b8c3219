// Rounding, half up and in whole steps, and the policy a site sets for a drug.
#pragma once

#include "dosing/kinds.hpp"

namespace nkdose {

/// The nearest multiple of `step` (above zero); a tie goes up. `value` is not negative.
/// 61.5 in steps of 1 is 62; 51.25 in steps of 0.1 is 51.3.
constexpr Decimal round_half_up(Decimal value, Decimal step) {
  const Wide doubled = 2 * Wide{value.billionths()};
  const Wide unit = step.billionths();
  return Decimal::from_billionths((doubled + unit) / (2 * unit) * unit);
}

/// How a dose is rounded, and how far that may carry it from the adjusted dose.
struct RoundingPolicy {
  DailyDose step = in<DailyDose>(1_d);        ///< from `fine_below` up
  DailyDose fine_step = in<DailyDose>(0.1_d); ///< below `fine_below`
  DailyDose fine_below = in<DailyDose>(10_d); ///< judged on the adjusted dose
  Decimal warning_percent = 5_d;              ///< D005 strictly above it
  Decimal stop_percent = 10_d;                ///< D006 strictly above it
};

RoundedDose round_dose(AdjustedDose adjusted, const RoundingPolicy& policy);

/// |rounded / adjusted - 1| above a limit in per cent, compared as products: 10.5 against 10 is
/// exactly 5 % and not above it.
bool deviates_by_more_than(Decimal percent, RoundedDose rounded, AdjustedDose adjusted);

/// rounded / adjusted - 1 in per cent, cut toward zero; `adjusted` above zero.
Decimal deviation_percent(RoundedDose rounded, AdjustedDose adjusted);

} // namespace nkdose
