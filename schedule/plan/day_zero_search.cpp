#include "schedule/plan/day_zero_search.hpp"

#include "dosing/text/search.hpp"

namespace nkdose {
namespace {

constexpr int farthest = 366; // days

DayZeroCandidate candidate(const DayZeroSearch& search, Day day_zero) {
  DayZeroCandidate result{day_zero, {}};
  for (const Day day : treatment_days(search.protocol, search.infusion_list, day_zero))
    if (search.closed.holds(day))
      result.closed.push_back(
          {day, search.protocol.number_of(days_between(day_zero, day)), search.closed.reason(day)});
  const auto close = [&](Day day, std::string reason) {
    result.closed.push_back(
        {day, search.protocol.number_of(days_between(day_zero, day)), std::move(reason)});
  };
  const Day first =
      day_zero + std::chrono::days(search.protocol.offset(search.protocol.first_drug_day()));
  if (search.not_before && first < *search.not_before)
    close(first, "before " + iso_date(*search.not_before) + ", the day of the calculation");
  if (const auto& cycle = search.protocol.cycle; cycle && search.previous_day_zero)
    if (const Day due = *search.previous_day_zero + std::chrono::days(cycle->days); day_zero < due)
      close(day_zero, "cycle not before " + iso_date(due));
  if (search.screening) result.not_met = not_met_with(*search.screening, day_zero);
  return result;
}

bool is_open(const Protocol& protocol, std::size_t infusion_list, Day day_zero,
             const ClosedDays& closed) {
  return !any_of(treatment_days(protocol, infusion_list, day_zero),
                 [&](Day day) { return closed.holds(day); });
}

} // namespace

std::vector<DayZeroCandidate> day_zero_candidates(const DayZeroSearch& search) {
  std::vector<DayZeroCandidate> candidates;
  int wanted = search.wanted;
  for (int distance = 0; distance <= farthest && wanted > 0; ++distance) {
    const Day day_zero = search.from + std::chrono::days(distance);
    if (!is_plannable(day_zero)) break;
    candidates.push_back(candidate(search, day_zero));
    if (candidates.back().is_open()) --wanted;
  }
  return candidates;
}

std::optional<Day> nearest_open_day_zero(const Protocol& protocol, std::size_t infusion_list,
                                         Day day_zero, const ClosedDays& closed) {
  for (int distance = 0; distance <= farthest; ++distance)
    for (const int shift : {-distance, distance})
      if (const Day other = day_zero + std::chrono::days(shift);
          is_plannable(other) && is_open(protocol, infusion_list, other, closed))
        return other;
  return std::nullopt;
}

} // namespace nkdose
