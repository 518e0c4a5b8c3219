// Single answers: one area, one clearance.
#pragma once

#include "dosing/body/clearance.hpp"
#include "dosing/body/surface.hpp"
#include "schedule/plan/release.hpp"

#include <vector>

namespace nkdose {

struct AreaAnswer {
  Height height;
  ActualWeight weight;
  std::optional<Sex> sex;
  std::vector<const SurfaceFormula*> formulas; ///< those that can be answered
  std::vector<ReleasedFinding> findings;

  UnroundedSurface area(const SurfaceFormula& formula) const {
    // A formula that needs a sex is in the list only where there is one.
    return formula.area(height, weight, sex.value_or(Sex::female));
  }
};

struct ClearanceAnswer {
  Clearances clearances;
  std::vector<ReleasedFinding> findings;
};

} // namespace nkdose
