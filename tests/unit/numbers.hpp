// Short ways to write a quantity in a table, and to take its number out again.
#pragma once

#include "dosing/drug/rounding.hpp"
#include "tests/unit/printed.hpp"

namespace nkdose::test {

constexpr Height cm(Decimal number) {
  return in<Height>(number);
}
constexpr ActualWeight kg(Decimal number) {
  return ActualWeight(in<BodyMass>(number));
}
constexpr SerumCreatinine umol_per_l(Decimal number) {
  return in<SerumCreatinine>(number);
}
constexpr DoseLevel mg_per_m2_per_day(Decimal number) {
  return in<DoseLevel>(number);
}
constexpr BodySurface m2(Decimal number) {
  return in<BodySurface>(number);
}
constexpr CreatinineClearance ml_per_min(Decimal number) {
  return CreatinineClearance(in<Flow>(number));
}
constexpr DailyDose mg_per_day(Decimal number) {
  return in<DailyDose>(number);
}
constexpr CellCount million_cells(Decimal number) {
  return in<CellCount>(number);
}

/// The dose by a policy that keeps no range.
inline RoundedDose rounded_by(AdjustedDose adjusted, const RoundingPolicy& policy) {
  return round_dose(adjusted, DailyDose(), policy).dose;
}

/// The number of a quantity or a kind, to be compared digit by digit.
template <class Unit>
constexpr Decimal of(boost::units::quantity<Unit, Decimal> quantity) {
  return quantity.value();
}
template <class Meaning, class Q>
constexpr Decimal of(Kind<Meaning, Q> kind) {
  return kind.quantity().value();
}

} // namespace nkdose::test
