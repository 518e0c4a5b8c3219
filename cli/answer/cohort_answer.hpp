// What a cohort has come to, before it is a sheet or data.
#pragma once

#include "schedule/cohort/cohort.hpp"
#include "schedule/plan/release.hpp"
#include "schedule/protocol/treatment.hpp"

namespace nkdose {

struct CohortAnswer {
  const Treatment* treatment;
  const Cohort* cohort;
  std::optional<Day> on;
  const std::vector<LevelStatus>* levels;
  const std::vector<ReleasedFinding>* findings;
};

} // namespace nkdose
