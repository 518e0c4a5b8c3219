#include "dosing/rounding.hpp"

#include "dosing/bands.hpp"

namespace nkdose {
namespace {

RoundedDose rounded(Decimal milligrams) {
  return RoundedDose(in<DailyDose>(milligrams));
}

// Up only as far as the top; a dose that is above it already is not touched.
bool must_go_down(RoundedDose dose, AdjustedDose adjusted, DailyDose top,
                  const RoundingPolicy& policy) {
  return policy.within_range && dose.quantity() > top && adjusted.quantity() <= top;
}

std::optional<Rounding> to_whole_vials(AdjustedDose adjusted, DailyDose top,
                                       const RoundingPolicy& policy) {
  if (!policy.whole_vials_percent) return std::nullopt;
  const RoundedDose dose =
      rounded(nearest_whole_vials(in<DrugMass>(adjusted.quantity().value()), policy.vials).value());
  if (deviates_by_more_than(*policy.whole_vials_percent, dose, adjusted)) return std::nullopt;
  if (must_go_down(dose, adjusted, top, policy)) return std::nullopt;
  return Rounding{dose, {RoundedTo::whole_vials}};
}

Rounding to_band(AdjustedDose adjusted, DailyDose top, const RoundingPolicy& policy) {
  const BandsInUse bands{policy.bands, policy.strength};
  const auto index = bands.index_of(adjusted.quantity());
  if (!index) return {RoundedDose(adjusted.quantity()), {RoundedTo::outside_bands}};
  const RoundedDose dose(bands.band(*index).dose);
  if (*index > 0 && must_go_down(dose, adjusted, top, policy))
    return {RoundedDose(bands.band(*index - 1).dose), {RoundedTo::band, true, *index - 1}};
  return {dose, {RoundedTo::band, false, *index}};
}

Rounding to_step(AdjustedDose adjusted, DailyDose top, const RoundingPolicy& policy) {
  const Decimal value = adjusted.quantity().value();
  const Decimal step = step_for(adjusted, policy).value();
  const RoundedDose dose = rounded(round_half_up(value, step));
  if (dose.quantity().value() > step && must_go_down(dose, adjusted, top, policy))
    return {rounded(dose.quantity().value() - step), {RoundedTo::step, true}};
  return {dose, {RoundedTo::step}};
}

} // namespace

DailyDose step_for(AdjustedDose adjusted, const RoundingPolicy& policy) {
  return adjusted.quantity() < policy.fine_below ? policy.fine_step : policy.step;
}

Rounding round_dose(AdjustedDose adjusted, DailyDose top, const RoundingPolicy& policy) {
  if (const auto vials = to_whole_vials(adjusted, top, policy)) return *vials;
  if (policy.bands != nullptr) return to_band(adjusted, top, policy);
  return to_step(adjusted, top, policy);
}

Decimal deviation_percent(RoundedDose rounded, AdjustedDose adjusted) {
  const Decimal difference = (rounded.quantity() - adjusted.quantity()).value();
  return exact(difference, 100_d).over(adjusted.quantity().value());
}

} // namespace nkdose
