// The sheet of a plan, for people.
#pragma once

#include "cli/sheet/sheet.hpp"
#include "schedule/plan/plan.hpp"

#include <string>

namespace nkdose {

std::string plan_text(const Plan& plan);

/// The part MADE BY of a sheet.
void add_origin(TextSheet& sheet, const Plan& plan);

} // namespace nkdose
