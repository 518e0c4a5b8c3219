#include "dosing/rounding.hpp"

namespace nkdose {

RoundedDose round_dose(AdjustedDose adjusted, const RoundingPolicy& policy) {
  const DailyDose dose = adjusted.quantity();
  const DailyDose step = dose < policy.fine_below ? policy.fine_step : policy.step;
  return RoundedDose(in<DailyDose>(round_half_up(dose.value(), step.value())));
}

bool deviates_by_more_than(Decimal percent, RoundedDose rounded, AdjustedDose adjusted) {
  const Decimal difference = (rounded.quantity() - adjusted.quantity()).value();
  return exact(difference, 100_d).magnitude() > exact(percent, adjusted.quantity().value());
}

Decimal deviation_percent(RoundedDose rounded, AdjustedDose adjusted) {
  const Decimal difference = (rounded.quantity() - adjusted.quantity()).value();
  return exact(difference, 100_d).over(adjusted.quantity().value());
}

} // namespace nkdose
