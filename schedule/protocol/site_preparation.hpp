// How a site prepares a drug and rounds its doses.
#pragma once

#include "dosing/drug/preparation.hpp"
#include "dosing/drug/rounding.hpp"
#include "dosing/text/name.hpp"

#include <optional>
#include <string>
#include <vector>

namespace nkdose {

/// Steps that a syringe can show; a dose is then drawn volume x strength.
struct VolumeSteps {
  Volume step{}, fine_step{}, fine_below{};
};

/// A drug's rounding as the site's file has it. Volumes and bands become doses when the strength
/// of the presentation is known: `treatment_rule`.
struct DrugRounding {
  Name drug;
  RoundingPolicy policy;
  std::optional<VolumeSteps> volumes; ///< instead of the policy's own steps
  Name bands;                         ///< the id of a band table, or nothing
  std::string source;
};

/// How the site prepares a drug.
struct SitePreparation {
  Name drug;
  Name presentation;
  std::vector<DrugMass> vials;   ///< in stock, the largest first; empty: every verified size
  std::vector<InfusionBag> bags; ///< the first is used
  std::string diluent;
  BagConvention convention = BagConvention::added;
  std::optional<Duration> infusion_time, opened_vial, storage;
  std::optional<DrugConcentration> lowest, highest;
  std::vector<std::string> instructions; ///< local policy, printed as it stands
  std::string source;
};

} // namespace nkdose
