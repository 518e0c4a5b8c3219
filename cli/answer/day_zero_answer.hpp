// The day zeros that were looked at, before they are a sheet or data.
#pragma once

#include "schedule/plan/day_zero_search.hpp"
#include "schedule/protocol/treatment.hpp"

namespace nkdose {

struct DayZeroAnswer {
  const Treatment* treatment;
  std::size_t infusion_list;
  Day from;
  const std::vector<DayZeroCandidate>* candidates;
  bool wants_all = false; ///< in text: the lost days, too, each with its reasons
};

} // namespace nkdose
