#include "dosing/clearance.hpp"

namespace nkdose {
namespace {

constexpr Decimal umol_per_l_in_mg_per_dl = 88.4_d;

// One division, last. `weight` is in 1/`parts` kilograms.
CreatinineClearance from_parts(Sex sex, Age age, Decimal weight, int parts,
                               SerumCreatinine creatinine) {
  const Decimal of_sex = sex == Sex::female ? 0.85_d : 1_d;
  const Decimal factor = Decimal(140 - age.years) * umol_per_l_in_mg_per_dl * of_sex;
  return CreatinineClearance(
      in<Flow>(exact(factor, weight).over_product(72 * parts, creatinine.value())));
}

} // namespace

CreatinineClearance cockcroft_gault(Sex sex, Age age, ActualWeight weight, SerumCreatinine scr) {
  return from_parts(sex, age, weight.quantity().value(), 1, scr);
}
CreatinineClearance cockcroft_gault(Sex sex, Age age, IdealWeight weight, SerumCreatinine scr) {
  return from_parts(sex, age, weight.parts(), IdealWeight::parts_per_kilogram, scr);
}
CreatinineClearance cockcroft_gault(Sex sex, Age age, AdjustedWeight weight, SerumCreatinine scr) {
  return from_parts(sex, age, weight.parts(), AdjustedWeight::parts_per_kilogram, scr);
}

CreatinineClearance Clearances::used() const {
  switch (basis) {
  case WeightBasis::ideal:
    return *ideal;
  case WeightBasis::adjusted:
    return *adjusted;
  case WeightBasis::actual:
    break;
  }
  return actual;
}

Clearances clearances(Sex sex, Age age, std::optional<Height> height, ActualWeight weight,
                      SerumCreatinine creatinine, WeightBasis wanted) {
  Clearances result{.actual = cockcroft_gault(sex, age, weight, creatinine)};
  if (!height) return result;
  const IdealWeight ideal = ideal_weight(sex, *height);
  if (ideal.parts() <= Decimal(0)) return result;
  result.ideal = cockcroft_gault(sex, age, ideal, creatinine);
  result.adjusted = cockcroft_gault(sex, age, adjusted_weight(ideal, weight), creatinine);
  result.actual_below_ideal = below_ideal(weight, ideal);
  result.actual_above_130_percent = above_130_percent(weight, ideal);
  if (!result.actual_below_ideal) result.basis = wanted;
  return result;
}

} // namespace nkdose
