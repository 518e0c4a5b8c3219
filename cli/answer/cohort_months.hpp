// The months of a trial, before they are a sheet or data.
#pragma once

#include "schedule/cohort/cohort_days.hpp"
#include "schedule/protocol/treatment.hpp"

namespace nkdose {

struct CohortMonths {
  const Treatment* treatment;
  const Cohort* cohort;
  std::vector<CohortDay> days;
  std::vector<CohortClash> clashes;
};

} // namespace nkdose
