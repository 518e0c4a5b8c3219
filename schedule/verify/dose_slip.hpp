// The classic errors of an ordered dose, each recognised by the arithmetic that leads to it.
#pragma once

#include "dosing/review/finding.hpp"
#include "dosing/worksheet.hpp"
#include "schedule/protocol/tolerance.hpp"

namespace nkdose {

/// A dose that could have been meant, before and after the site's rounding.
struct MeantDose {
  AdjustedDose adjusted;
  RoundedDose rounded;
};

/// Whether a number of mg is `times` that dose: within the tolerance of the unrounded one, or the
/// rounded one exactly (which the site's own rounding may carry farther than the tolerance).
bool is_dose(Decimal milligrams, const MeantDose& meant, const Tolerance& tolerance,
             Decimal times = Decimal(1));

/// An ordered dose that is not ours, and everything that it could have come from.
struct SlipContext {
  Decimal ordered; ///< mg
  MeantDose ours;
  int doses;      ///< of the course
  int doses_left; ///< of them, not given yet
  DoseLevel level;
  ActualWeight weight;
  std::optional<MeantDose> unreduced = {}; ///< where the renal rule has reduced ours
  /// By the order's own measurements, where they are not the case's.
  std::optional<MeantDose> by_own_measurements = {};
  /// Ordered for another drug on the same day, and what ours of that drug is.
  struct OtherDrug {
    Decimal ordered;
    MeantDose ours;
  };
  std::vector<OtherDrug> others = {};
  const Tolerance& tolerance;
};

/// One row: how an error reads, and the exact test that recognises it. Figures: {0} the first day,
/// {1} ordered, {2} our dose, {3} on how many days; the second detail is for several days.
struct DoseSlip {
  FindingText text;
  bool (*explains)(const SlipContext&);
};

/// The most specific first; the last one, "the dose differs", explains everything.
std::span<const DoseSlip> dose_slips();
const DoseSlip& slip_of(const SlipContext& context);

} // namespace nkdose
