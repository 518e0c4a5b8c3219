// What is known about a patient: the facts that the criteria ask for.
#pragma once

#include "schedule/criteria/criteria.hpp"

namespace nkdose {

/// What is known about one fact. A number is exact; a glucocorticoid's is between two ends where
/// sources differ; a ratio's is compared with the upper limit of normal by multiplication, never
/// divided.
struct FactValue {
  std::string written; ///< as the case has it; the word of a choice
  Decimal low, high;
  Decimal upper_limit = 1; ///< of normal, in the unit of the value
  std::optional<Day> day;  ///< of a date; none: never
};

/// At the places of `Criteria::facts`; nothing where the case says nothing, or "unknown".
using FactValues = std::vector<std::optional<FactValue>>;

struct ScreeningFacts {
  std::optional<Day> date;
  std::string indication; ///< empty where the case names none
  FactValues values;
};

} // namespace nkdose
