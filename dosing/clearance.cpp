#include "dosing/clearance.hpp"

namespace nkdose {
namespace {

constexpr Decimal umol_per_l_in_mg_per_dl = 88.4_d;

// (140 - age) x 88.4 [x 0.85]: what a clearance has before its weight. Exact.
Decimal factor_of(Sex sex, Age age) {
  const Decimal of_sex = sex == Sex::female ? 0.85_d : 1_d;
  return Decimal(140 - age.years) * umol_per_l_in_mg_per_dl * of_sex;
}

// One division, last. `weight` is in 1/`parts` kilograms.
CreatinineClearance from_parts(Decimal factor, Decimal weight, int parts,
                               SerumCreatinine creatinine) {
  return CreatinineClearance(
      in<Flow>(exact(factor, weight).over_product(72 * parts, creatinine.value())));
}
template <class Weight>
CreatinineClearance from(Decimal factor, Weight weight, SerumCreatinine creatinine) {
  return from_parts(factor, weight.parts(), Weight::parts_per_kilogram, creatinine);
}
CreatinineClearance from(Decimal factor, ActualWeight weight, SerumCreatinine creatinine) {
  return from_parts(factor, weight.quantity().value(), 1, creatinine);
}

} // namespace

CreatinineClearance cockcroft_gault(Sex sex, Age age, ActualWeight weight, SerumCreatinine scr) {
  return from(factor_of(sex, age), weight, scr);
}
CreatinineClearance cockcroft_gault(Sex sex, Age age, IdealWeight weight, SerumCreatinine scr) {
  return from(factor_of(sex, age), weight, scr);
}
CreatinineClearance cockcroft_gault(Sex sex, Age age, AdjustedWeight weight, SerumCreatinine scr) {
  return from(factor_of(sex, age), weight, scr);
}

Clearances clearances(Sex sex, Age age, std::optional<Height> height, ActualWeight weight,
                      SerumCreatinine creatinine, WeightBasis wanted) {
  const Decimal factor = factor_of(sex, age);
  Clearances result{.actual = from(factor, weight, creatinine)};
  if (!height) return result;
  const IdealWeight ideal = ideal_weight(sex, *height);
  if (ideal.parts() <= Decimal(0)) return result;
  result.ideal = from(factor, ideal, creatinine);
  result.adjusted = from(factor, adjusted_weight(ideal, weight), creatinine);
  result.actual_below_ideal = below_ideal(weight, ideal);
  result.actual_above_130_percent = above_130_percent(weight, ideal);
  if (!result.actual_below_ideal) result.basis = wanted;
  return result;
}

} // namespace nkdose
