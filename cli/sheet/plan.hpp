// The sheet of a plan, for people.
#pragma once

#include "cli/sheet/sheet_text.hpp"
#include "schedule/plan/plan.hpp"

namespace nkdose {

Sheet plan_sheet(const Plan& plan);
inline std::string plan_text(const Plan& plan) {
  return text_of(plan_sheet(plan));
}

/// The part MADE BY of a sheet.
void add_origin(Sheet& sheet, const Plan& plan);

} // namespace nkdose
