// Body weights: actual, ideal (Devine) and adjusted.
#pragma once

#include "dosing/body/surface.hpp"

namespace nkdose {

/// Which weight goes into Cockcroft-Gault.
enum class WeightBasis { actual, ideal, adjusted };
std::string_view to_text(WeightBasis basis);

/// A weight in 127ths of a kilogram. Devine's formula counts inches, and 1 / 2.54 = 50 / 127 never
/// ends as a decimal; in 127ths it does, so an ideal weight stays exact and a clearance made from
/// it is divided once, at its end.
template <class Meaning>
class ExactWeight {
public:
  static constexpr int parts_per_kilogram = 127;
  explicit constexpr ExactWeight(Decimal parts) : parts_(parts) {}
  constexpr Decimal parts() const { return parts_; }
  constexpr BodyMass cut() const { return in<BodyMass>(parts_ / parts_per_kilogram); }

private:
  Decimal parts_;
};
using IdealWeight = ExactWeight<struct IdealMeaning>;
using AdjustedWeight = ExactWeight<struct AdjustedMeaning>;

/// Devine: 50 kg (men) or 45.5 kg (women) + 2.3 kg an inch above 60 inches. Below 152.4 cm it
/// is an extrapolation, and it falls below zero for the very short.
constexpr IdealWeight ideal_weight(Sex sex, Height height) {
  constexpr auto at_no_height = [](Decimal at_60_inches) {
    return (at_60_inches - 2.3_d * 60) * IdealWeight::parts_per_kilogram;
  };
  constexpr Decimal male = at_no_height(50_d), female = at_no_height(45.5_d);
  constexpr Decimal parts_per_centimetre = 2.3_d * 50;
  return IdealWeight((sex == Sex::male ? male : female) + parts_per_centimetre * height.value());
}

/// The same parts of a weight on the scales.
constexpr Decimal parts_of(ActualWeight weight) {
  return weight.quantity().value() * IdealWeight::parts_per_kilogram;
}

/// ideal + 0.4 x (actual - ideal).
constexpr AdjustedWeight adjusted_weight(IdealWeight ideal, ActualWeight actual) {
  return AdjustedWeight((exact(0.6_d, ideal.parts()) + exact(0.4_d, parts_of(actual))).cut());
}

/// actual > 130 % of ideal, exactly.
constexpr bool above_130_percent(ActualWeight actual, IdealWeight ideal) {
  return exact(parts_of(actual), 100_d) > exact(ideal.parts(), 130_d);
}
/// actual < ideal, exactly: ideal and adjusted weight are then not used.
constexpr bool below_ideal(ActualWeight actual, IdealWeight ideal) {
  return parts_of(actual) < ideal.parts();
}

} // namespace nkdose
