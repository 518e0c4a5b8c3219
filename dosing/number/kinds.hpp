// Kinds: one unit, several meanings.
//
// An actual and an ideal weight are both kilograms, a calculated and a rounded dose are both
// milligrams a day; units cannot keep them apart, so a kind does. A kind never turns into another
// by itself; `.quantity()` takes the meaning off, visibly.
#pragma once

#include "dosing/number/units.hpp"

#include <optional>
#include <variant>

namespace nkdose {

template <class Meaning, class Q>
class Kind {
public:
  using Quantity = Q;
  explicit constexpr Kind(Q quantity) : number_(quantity.value()) {}
  constexpr Q quantity() const { return Q::from_value(number_); }
  friend constexpr auto operator<=>(Kind, Kind) = default;

private:
  Decimal number_;
};

/// Weight on the scales.
using ActualWeight = Kind<struct Actual, BodyMass>;
/// Creatinine clearance of the whole person, mL/min: what the fludarabine label's bands are in.
using CreatinineClearance = Kind<struct WholePerson, Flow>;
/// Filtration rate per 1.73 m2 of body surface. The same mL/min on paper, another number in the
/// patient: nothing here takes it for a clearance.
using IndexedFiltrationRate = Kind<struct PerStandardSurface, Flow>;
/// The area with nine decimals, as the formula gives it.
using UnroundedSurface = Kind<struct Unrounded, BodySurface>;
/// Level x area.
using CalculatedDose = Kind<struct Calculated, DailyDose>;
/// The calculated dose after the renal rule.
using AdjustedDose = Kind<struct Adjusted, DailyDose>;
/// The dose that is drawn up: the adjusted dose, rounded by the site's policy.
using RoundedDose = Kind<struct Rounded, DailyDose>;

/// Endotoxin units (EU) in a mL.
using EndotoxinConcentration = Kind<struct Endotoxin, CountPerVolume>;
/// Endotoxin units per kg of body weight in any one hour.
using EndotoxinLoad = Kind<struct EndotoxinInAnHour, CountPerBodyMass>;

/// An assigned level: so many CAR-positive NK cells, or so many per kg of body weight.
using CellLevel = std::variant<CellCount, CellsPerKilogram>;

using DmsoPerKilogram = Quantity<unit::Over<unit::Milligram, unit::Kilogram>>;

/// The number of a quantity or a kind, for what is read from text or written as text.
constexpr Decimal number_of(Decimal number) {
  return number;
}
template <class Q>
constexpr Decimal number_of(const Q& quantity) {
  if constexpr (requires { quantity.quantity(); })
    return quantity.quantity().value();
  else
    return quantity.value();
}
template <class Q>
constexpr std::optional<Decimal> number_of(const std::optional<Q>& quantity) {
  return quantity ? std::optional(number_of(*quantity)) : std::nullopt;
}

} // namespace nkdose
