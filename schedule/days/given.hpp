// What really happened: doses and infusions that have been given.
#pragma once

#include "dosing/number/units.hpp"
#include "schedule/days/day.hpp"

namespace nkdose {

struct Given {
  Day date;
  Name what; ///< a drug of the protocol, or "infusion"
  std::optional<DrugMass> dose;
  std::vector<std::string> lots = {}; ///< of an infusion, where the case names them
};

/// The days on which something was given, in order.
std::vector<Day> days_given(const std::vector<Given>& given, Name what);

/// What was given on a day, if anything.
const Given* given_on(const std::vector<Given>& given, Name what, Day day);

/// Which planned days of a drug, or of the infusion, are left after all that was given. A day has
/// passed when the same was given on it or later, or anything else later; once an infusion was
/// given, no day of a drug is left. A given infusion takes the place of the next planned one.
std::vector<Day> days_left(const std::vector<Day>& planned, const std::vector<Given>& given,
                           Name what);

} // namespace nkdose
