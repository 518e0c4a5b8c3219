// The sheet of the cell dose: the level, the bags of each infusion, and what comes with them.
#pragma once

#include "cli/sheet/sheet.hpp"
#include "schedule/plan/plan.hpp"

namespace nkdose {

/// The cell dose alone, with the plan's findings and verdict.
std::string cells_text(const Plan& plan);

/// The part CELL DOSE LEVEL of a plan's sheet.
void add_cells(TextSheet& sheet, const Plan& plan);

} // namespace nkdose
