#include "dosing/cells/cells.hpp"

#include <algorithm>

namespace nkdose {

CellAssignment cell_assignment(const std::optional<CellLevel>& ordered, ActualWeight weight,
                               const CellRule& rule) {
  CellAssignment result{.ordered = ordered,
                        .level = std::nullopt,
                        .before_cap = std::nullopt,
                        .infusions = rule.infusions};
  const BodyMass mass = weight.quantity();
  const CellTier& tier = rule.tier_for(weight);
  if (const auto* flat = std::get_if<FlatRange>(&tier.range)) {
    result.floor = flat->floor;
    result.ceiling = flat->ceiling;
    if (ordered) result.level = std::get<CellCount>(*ordered);
    return result;
  }
  const auto& range = std::get<PerKilogramRange>(tier.range);
  const auto capped = [&](CellCount cells) {
    return range.cap ? std::min(cells, *range.cap) : cells;
  };
  result.floor = capped(range.floor * mass);
  result.ceiling = capped(range.ceiling * mass);
  if (ordered) {
    const CellCount cells = std::get<CellsPerKilogram>(*ordered) * mass;
    result.level = capped(cells);
    if (*result.level < cells) result.before_cap = cells;
  }
  return result;
}

Decimal deviation_percent(CellCount delivered, CellCount level) {
  return exact((delivered - level).value(), 100_d).over(level.value());
}

} // namespace nkdose
