// The cell dose: the assigned level, and what the bags hold by their certificates.
#pragma once

#include "dosing/kinds.hpp"

#include <optional>
#include <vector>

namespace nkdose {

/// What the certificate of one bag or vial says. The denominator of the CAR fraction is asked,
/// never guessed: where it is all viable cells, the NK fraction is 1 here, so that nothing counts
/// twice.
struct Certificate {
  Volume volume{};
  CellConcentration counted{};
  Decimal viable_fraction = 1_d; ///< of the counted cells; 1 where viable cells were counted
  Decimal nk_fraction = 1_d;     ///< CD56+CD3- of viable cells
  Decimal car_fraction = 1_d;    ///< of the NK cells, or of viable cells where nk_fraction is 1
};

/// volume x counted cells/mL x viable fraction x NK fraction x CAR fraction, each product cut at a
/// thousandth of a cell. After FDA's Summary Basis for Kymriah: % CAR x viable cells/mL x volume.
constexpr CellCount delivered_by(const Certificate& bag) {
  const Decimal counted = (bag.volume * bag.counted).value();
  return in<CellCount>(counted * bag.viable_fraction * bag.nk_fraction * bag.car_fraction);
}

/// What a protocol allows for one infusion, in CAR-positive viable NK cells. Both ends are allowed.
struct CellRule {
  CellCount floor{};
  CellCount ceiling{};
  int infusions = 1; ///< of the chosen infusion list
};

/// The assigned level, and what follows from it.
struct CellSheet {
  std::optional<CellCount> level; ///< none where the order has none
  CellRule rule;
  std::optional<CellCount> delivered; ///< by all bags, given whole; none without a certificate

  /// The level times the number of infusions, where there is a level.
  CellCount course() const { return in<CellCount>(level->value() * Decimal(rule.infusions)); }
};

CellSheet cell_sheet(std::optional<CellCount> level, const std::vector<Certificate>& bags,
                     const CellRule& rule);

/// delivered / level - 1 in per cent, cut toward zero; `level` above zero.
Decimal deviation_percent(CellCount delivered, CellCount level);

} // namespace nkdose
