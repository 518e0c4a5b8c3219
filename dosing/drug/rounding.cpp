#include "dosing/drug/rounding.hpp"

#include "dosing/drug/bands.hpp"

namespace nkdose {
namespace {

RoundedDose rounded(Decimal milligrams) {
  return RoundedDose(in<DailyDose>(milligrams));
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

} // namespace

std::optional<Rounding> round_to_stock(AdjustedDose adjusted, DailyDose top,
                                       const RoundingPolicy& policy) {
  if (const auto vials = to_whole_vials(adjusted, top, policy)) return vials;
  if (policy.bands != nullptr) return to_band(adjusted, top, policy);
  return std::nullopt;
}

Decimal deviation_percent(RoundedDose rounded, AdjustedDose adjusted) {
  const Decimal difference = (rounded.quantity() - adjusted.quantity()).value();
  return exact(difference, 100_d).over(adjusted.quantity().value());
}

} // namespace nkdose
