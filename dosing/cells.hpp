// The cell dose: its assigned level against the protocol's range.
#pragma once

#include "dosing/kinds.hpp"

#include <optional>

namespace nkdose {

/// What a protocol allows for one infusion, in CAR-positive viable NK cells. Both ends are allowed.
struct CellRule {
  CellCount floor;
  CellCount ceiling;
  int infusions = 1; ///< of the chosen infusion list
};

/// The assigned level, and what follows from it.
struct CellSheet {
  std::optional<CellCount> level; ///< none where the order has none
  CellRule rule;

  /// The level times the number of infusions, where there is a level.
  CellCount course() const { return in<CellCount>(level->value() * Decimal(rule.infusions)); }
};

} // namespace nkdose
