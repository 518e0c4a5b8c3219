// The sheet of the cell dose: the level, the bags of each infusion, and what comes with them.
#pragma once

#include "cli/sheet/sheet_text.hpp"
#include "schedule/plan/plan.hpp"

namespace nkdose {

/// The cell dose alone, with the plan's findings and verdict.
Sheet cells_sheet(const Plan& plan);
inline std::string cells_text(const Plan& plan) {
  return text_of(cells_sheet(plan));
}

/// The part CELL DOSE LEVEL of a plan's sheet.
void add_cells(Sheet& sheet, const Plan& plan);

} // namespace nkdose
