// What really happened: doses and infusions that have been given.
#pragma once

#include "schedule/day.hpp"

namespace nkdose {

struct Given {
  Day date;
  Name what; ///< a drug of the protocol, or "infusion"
  std::optional<DrugMass> dose;
};

/// The days on which something was given, in order.
std::vector<Day> days_given(const std::vector<Given>& given, Name what);

/// What was given on a day, if anything.
const Given* given_on(const std::vector<Given>& given, Name what, Day day);

/// Which planned days are left: those after the last day on which it was given.
std::vector<Day> days_left(const std::vector<Day>& planned, const std::vector<Day>& given);

} // namespace nkdose
