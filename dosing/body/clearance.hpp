// Creatinine clearance by Cockcroft and Gault.
#pragma once

#include "dosing/body/weight.hpp"

#include <optional>

namespace nkdose {

/// Completed years, 1 to 120.
struct Age {
  int years;
};

/// (140 - age) x weight [x 0.85 for women] / (72 x creatinine in mg/dL), with 88.4 umol/L a mg/dL.
/// Cockcroft and Gault, Nephron 1976;16:31-41. mL/min, not indexed; cut at the ninth decimal.
/// The creatinine is above zero.
CreatinineClearance cockcroft_gault(Sex, Age, ActualWeight, SerumCreatinine);
CreatinineClearance cockcroft_gault(Sex, Age, IdealWeight, SerumCreatinine);
CreatinineClearance cockcroft_gault(Sex, Age, AdjustedWeight, SerumCreatinine);

/// The clearance that is used, and what it is on every weight basis that the input allows; these
/// are made when somebody asks, which nobody does for most rows of a batch.
class Clearances {
public:
  /// `wanted` falls back to the actual weight when that is below the ideal one, or without a
  /// height.
  Clearances(Sex, Age, std::optional<Height>, ActualWeight, SerumCreatinine, WeightBasis wanted);

  CreatinineClearance actual() const;
  /// Needs a height; none where Devine's weight is not above zero.
  std::optional<CreatinineClearance> ideal() const;
  std::optional<CreatinineClearance> adjusted() const;

  bool actual_below_ideal = false; ///< ideal and adjusted are then not used
  bool actual_above_130_percent = false;
  WeightBasis basis = WeightBasis::actual; ///< what `used` was made from
  CreatinineClearance used;

private:
  CreatinineClearance on(WeightBasis weight) const;

  Decimal factor_; ///< what a clearance has before its weight
  ActualWeight weight_;
  SerumCreatinine creatinine_;
  std::optional<IdealWeight> ideal_weight_;
};

} // namespace nkdose
