// The sheet of a screening: how the patient's facts compare with the criteria.
#pragma once

#include "cli/sheet/sheet_text.hpp"
#include "schedule/plan/plan.hpp"

namespace nkdose {

/// The whole screening, with the findings that come from it. The plan has one.
Sheet screening_sheet(const Plan& plan);
inline std::string screening_text(const Plan& plan) {
  return text_of(screening_sheet(plan));
}

/// The part SCREENING of a plan's sheet; nothing where the case has none.
void add_screening(Sheet& sheet, const Plan& plan);

} // namespace nkdose
