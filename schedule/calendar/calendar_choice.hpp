// What a calendar is made from, beside its protocol.
#pragma once

#include "schedule/days/closed_days.hpp"
#include "schedule/days/given.hpp"
#include "schedule/days/resumption.hpp"

namespace nkdose {

struct CalendarChoice {
  Day day_zero;
  std::size_t infusion_list = 0;
  std::optional<Day> screening_date; ///< without it, nothing that counts from screening is dated
  std::vector<Given> given = {};
  std::optional<Day> blood_count = {}; ///< likewise
  int cycle = 1;                       ///< of a protocol with cycles
  const ClosedDays* closed = nullptr;  ///< of the site: what moves visits inside their windows
  std::optional<Resumption> resumption = {};
};

} // namespace nkdose
