// The faces of a cohort's bookkeeping.
#pragma once

#include "schedule/cohort/cohort.hpp"
#include "schedule/plan/release.hpp"
#include "schedule/protocol/treatment.hpp"

namespace nkdose {

struct CohortAnswer {
  const Treatment* treatment;
  const Cohort* cohort;
  std::string sha256; ///< of the cohort's file
  std::optional<Day> on;
  const std::vector<LevelStatus>* levels;
  const std::vector<ReleasedFinding>* findings;
};

std::string cohort_text(const CohortAnswer& answer);
/// `nkdose/cohort/1`.
std::string cohort_json(const CohortAnswer& answer);
/// A line a patient, with what its level has come to.
std::string cohort_csv(const CohortAnswer& answer);

} // namespace nkdose
