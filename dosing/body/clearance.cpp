#include "dosing/body/clearance.hpp"

namespace nkdose {
namespace {

constexpr Decimal umol_per_l_in_mg_per_dl = 88.4_d;

// (140 - age) x 88.4 [x 0.85]: what a clearance has before its weight. Exact.
Decimal factor_of(Sex sex, Age age) {
  constexpr Decimal male = umol_per_l_in_mg_per_dl, female = umol_per_l_in_mg_per_dl * 0.85_d;
  return (sex == Sex::female ? female : male) * (140 - age.years);
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

Clearances::Clearances(Sex sex, Age age, std::optional<Height> height, ActualWeight weight,
                       SerumCreatinine creatinine, WeightBasis wanted)
    : used(Flow()), factor_(factor_of(sex, age)), weight_(weight), creatinine_(creatinine) {
  if (height)
    if (const IdealWeight ideal = ideal_weight(sex, *height); ideal.parts() > Decimal(0)) {
      ideal_weight_ = ideal;
      actual_below_ideal = below_ideal(weight, ideal);
      actual_above_130_percent = above_130_percent(weight, ideal);
      if (!actual_below_ideal) basis = wanted;
    }
  used = on(basis);
}

CreatinineClearance Clearances::on(WeightBasis weight) const {
  switch (weight) {
  case WeightBasis::ideal:
    return from(factor_, *ideal_weight_, creatinine_);
  case WeightBasis::adjusted:
    return from(factor_, adjusted_weight(*ideal_weight_, weight_), creatinine_);
  case WeightBasis::actual:
    break;
  }
  return from(factor_, weight_, creatinine_);
}

CreatinineClearance Clearances::actual() const {
  return on(WeightBasis::actual);
}
std::optional<CreatinineClearance> Clearances::ideal() const {
  return ideal_weight_ ? std::optional(on(WeightBasis::ideal)) : std::nullopt;
}
std::optional<CreatinineClearance> Clearances::adjusted() const {
  return ideal_weight_ ? std::optional(on(WeightBasis::adjusted)) : std::nullopt;
}

} // namespace nkdose
