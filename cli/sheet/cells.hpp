// The faces of the cell dose: the level, the bags of each infusion, and what comes with them.
#pragma once

#include "cli/data/json_writer.hpp"
#include "cli/sheet/sheet.hpp"
#include "schedule/plan/plan.hpp"

namespace nkdose {

/// The part CELL DOSE LEVEL of a plan's sheet.
void write_cells(TextSheet& sheet, const Plan& plan);
/// The key "cells" of a plan.
void write_cells(JsonWriter& json, const Plan& plan);

/// The cell dose alone, with the plan's findings and verdict.
std::string cells_text(const Plan& plan);
/// `nkdose/cells/1`.
std::string cells_json(const Plan& plan);

} // namespace nkdose
