// Body weights: actual, ideal (Devine) and adjusted.
#pragma once

#include "dosing/bsa.hpp"

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
IdealWeight ideal_weight(Sex sex, Height height);

/// ideal + 0.4 x (actual - ideal).
AdjustedWeight adjusted_weight(IdealWeight ideal, ActualWeight actual);

/// actual > 130 % of ideal, exactly.
bool above_130_percent(ActualWeight actual, IdealWeight ideal);
/// actual < ideal, exactly: ideal and adjusted weight are then not used.
bool below_ideal(ActualWeight actual, IdealWeight ideal);

} // namespace nkdose
