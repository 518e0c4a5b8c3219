// The cell dose as JSON, alone and as a part of a plan.
#pragma once

#include "cli/data/json_writer.hpp"
#include "schedule/plan/plan.hpp"

namespace nkdose {

/// `nkdose/cells/1`.
std::string cells_json(const Plan& plan);

/// The key "cells" of a plan.
void write_cells(JsonWriter& json, const Plan& plan);

} // namespace nkdose
