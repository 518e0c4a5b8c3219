// Single answers: one area, one clearance.
#pragma once

#include "dosing/body/clearance.hpp"
#include "schedule/plan/release.hpp"

#include <string>
#include <vector>

namespace nkdose {

struct AreaAnswer {
  Height height;
  ActualWeight weight;
  std::optional<Sex> sex;
  std::vector<const SurfaceFormula*> formulas; ///< those that can be answered
  std::vector<ReleasedFinding> findings;
};
std::string area_text(const AreaAnswer& answer);
/// `nkdose/bsa/1`.
std::string area_json(const AreaAnswer& answer);

struct ClearanceAnswer {
  Clearances clearances;
  std::vector<ReleasedFinding> findings;
};
std::string clearance_text(const ClearanceAnswer& answer);
/// `nkdose/clearance/1`.
std::string clearance_json(const ClearanceAnswer& answer);

} // namespace nkdose
