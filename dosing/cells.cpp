#include "dosing/cells.hpp"

namespace nkdose {

CellSheet cell_sheet(std::optional<CellCount> level, const std::vector<Certificate>& bags,
                     const CellRule& rule) {
  CellSheet sheet{level, rule, std::nullopt};
  for (const Certificate& bag : bags)
    sheet.delivered = sheet.delivered.value_or(CellCount()) + delivered_by(bag);
  return sheet;
}

Decimal deviation_percent(CellCount delivered, CellCount level) {
  return exact((delivered - level).value(), 100_d).over(level.value());
}

} // namespace nkdose
