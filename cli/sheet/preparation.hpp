// The part PREPARATION of a plan's sheet.
#pragma once

#include "cli/sheet/sheet.hpp"
#include "schedule/plan/plan.hpp"

namespace nkdose {

/// Of an order; nothing where no presentation is named.
void add_preparation(TextSheet& sheet, const Plan& plan);

} // namespace nkdose
