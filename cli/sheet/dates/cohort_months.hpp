// The months of a trial as grids: a row a patient, a column a day.
#pragma once

#include "cli/answer/cohort_months.hpp"
#include "cli/sheet/sheet_text.hpp"

namespace nkdose {

Sheet cohort_months_sheet(const CohortMonths& months);
inline std::string cohort_months_text(const CohortMonths& months) {
  return text_of(cohort_months_sheet(months));
}

} // namespace nkdose
