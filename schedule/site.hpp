// A site's policy: rounding, closed days, how old a measurement may be, which protocols it adopts.
#pragma once

#include "schedule/protocol.hpp"

namespace nkdose {

struct DrugRounding {
  Name drug;
  RoundingPolicy policy;
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
  std::array<bool, 7> closed_weekdays{}; ///< from Sunday, as std::chrono counts
  std::vector<Day> closed_dates;
  std::vector<DrugRounding> roundings;
  std::vector<Adoption> adoptions;

  bool is_closed(Day day) const;
  /// The site's policy for a drug, else the default: 1 mg from 10 mg up, 0.1 mg below.
  RoundingPolicy rounding(Name drug) const;
  std::string rounding_source(Name drug) const;
};

enum class Adopted { yes, no, other_version };
Adopted adoption_of(const Site& site, const Protocol& protocol);

Checked<Site, Problems> read_site(const Document& document, std::string sha256);

} // namespace nkdose
