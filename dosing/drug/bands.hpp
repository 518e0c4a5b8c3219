// Dose bands: a published table of standard doses, and the same table for another strength.
#pragma once

#include "dosing/number/kinds.hpp"
#include "dosing/text/name.hpp"

#include <optional>
#include <string>
#include <vector>

namespace nkdose {

/// `from <= dose < below` becomes `dose`.
struct DoseBand {
  DailyDose from{}, below{}, dose{};
};

/// A table as it was published, for one strength of solution: bands in ascending order, each from
/// where the last one ends.
struct BandTable {
  Name id;
  std::string title;
  std::string source;
  std::string sha256;
  DrugConcentration strength{};
  std::vector<DoseBand> bands;
};

/// The table as used with a solution: as published where that has the table's strength, otherwise
/// derived by the method of NHS England: standard volumes, so a band's dose and its limits
/// grow with the strength, the limits rounded half up to 0.01 mg.
struct BandsInUse {
  const BandTable* table = nullptr; ///< outlives the rule
  DrugConcentration strength{};     ///< whole mg/mL

  bool is_derived() const { return strength != table->strength; }
  DoseBand band(std::size_t index) const;
  /// The place of the band that holds the dose; none below the first or from the last one's end.
  std::optional<std::size_t> index_of(DailyDose dose) const;
};

} // namespace nkdose
