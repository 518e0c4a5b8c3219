// A site's policy: rounding, closed days, how old a measurement may be, which protocols it adopts.
#pragma once

#include "schedule/days/closed_days.hpp"
#include "schedule/days/slots.hpp"
#include "schedule/protocol/protocol.hpp"
#include "schedule/protocol/site_preparation.hpp"
#include "schedule/protocol/tolerance.hpp"

namespace nkdose {

/// The site's signature under one version of one protocol file.
struct Adoption {
  Name protocol;
  int version = 0;
  std::string sha256;
  std::string by;
  Day on;
};

/// How old a test of screening may be on the first drug day.
struct ScreeningWindow {
  Name fact; ///< the day of the test, among the facts of the criteria
  int days = 0;
};

struct Site {
  Name id;
  std::string title;
  std::string time_zone = {};    ///< of the IANA database; empty: none is named
  bool is_example = false;       ///< its file says so: copied, not a hospital's own
  bool calculates_today = false; ///< without --on the day of the calculation is the clock's
  std::string sha256;
  const SurfaceFormula* formula = nullptr; ///< the site's choice, before the protocol's
  SurfaceRounding surface_rounding = SurfaceRounding::hundredth;
  std::optional<int> weight_days, creatinine_days;
  std::vector<ScreeningWindow> screening_windows;
  ClosedDays closed;
  Slots slots;
  std::vector<DrugRounding> roundings;
  std::vector<SitePreparation> preparations;
  CellLimitTable cell_limits; ///< beside the protocol's: of one kind the stricter holds
  Tolerance tolerance;        ///< of an order that is verified
  std::vector<Adoption> adoptions;

  /// The site's policy for a drug, else the default: 1 mg from 10 mg up, 0.1 mg below.
  DrugRounding rounding(Name drug) const;
  /// None where the site does not say how it prepares the drug.
  const SitePreparation* preparation(Name drug) const;
};

enum class Adopted { yes, no, other_version };
Adopted adoption_of(const Site& site, const Protocol& protocol);
/// The signature under this version of the protocol; null where the site has none.
const Adoption* signature_under(const Protocol& protocol, const Site& site);

} // namespace nkdose
