// A site's policy: rounding, closed days, how old a measurement may be, which protocols it adopts.
#pragma once

#include "schedule/days/closed_days.hpp"
#include "schedule/protocol/protocol.hpp"
#include "schedule/protocol/tolerance.hpp"

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

/// The site's signature under one version of one protocol file.
struct Adoption {
  Name protocol;
  int version = 0;
  std::string sha256;
  std::string by;
  Day on;
};

struct Site {
  Name id;
  std::string title;
  std::string sha256;
  const SurfaceFormula* formula = nullptr; ///< the site's choice, before the protocol's
  SurfaceRounding surface_rounding = SurfaceRounding::hundredth;
  std::optional<int> weight_days, creatinine_days;
  ClosedDays closed;
  std::vector<DrugRounding> roundings;
  std::vector<SitePreparation> preparations;
  CellLimitTable cell_limits; ///< before the protocol's of the same kind
  Tolerance tolerance;        ///< of an order that is verified
  std::vector<Adoption> adoptions;

  /// The site's policy for a drug, else the default: 1 mg from 10 mg up, 0.1 mg below.
  DrugRounding rounding(Name drug) const;
  /// None where the site does not say how it prepares the drug.
  const SitePreparation* preparation(Name drug) const;
};

enum class Adopted { yes, no, other_version };
Adopted adoption_of(const Site& site, const Protocol& protocol);

Checked<Site, Problems> read_site(const Document& document, std::string sha256);

} // namespace nkdose
