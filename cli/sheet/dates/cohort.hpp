// The sheet of a cohort's bookkeeping.
#pragma once

#include "cli/answer/cohort_answer.hpp"
#include "cli/sheet/sheet_text.hpp"

namespace nkdose {

Sheet cohort_sheet(const CohortAnswer& answer);
inline std::string cohort_text(const CohortAnswer& answer) {
  return text_of(cohort_sheet(answer));
}

} // namespace nkdose
