// The faces of a search for a day zero.
#pragma once

#include "schedule/plan/day_zero_search.hpp"
#include "schedule/protocol/treatment.hpp"

#include <string>

namespace nkdose {

struct DayZeroAnswer {
  const Treatment* treatment;
  std::size_t infusion_list;
  Day from;
  const std::vector<DayZeroCandidate>* candidates;
};

std::string day_zeros_text(const DayZeroAnswer& answer);
/// `nkdose/day-zeros/1`.
std::string day_zeros_json(const DayZeroAnswer& answer);
/// `day_zero,weekday,open,closed`.
std::string day_zeros_csv(const DayZeroAnswer& answer);

} // namespace nkdose
