#include "schedule/days/given.hpp"

#include "dosing/text/search.hpp"

#include <algorithm>

namespace nkdose {
namespace {

// Whether nothing can be given on a planned day any more because of one thing that was given. Other
// drugs of one day may still follow each other; lymphodepletion never follows the infusion.
bool rules_out(const Given& one, Name what, Day planned) {
  if (one.what == what) return one.date >= planned;
  return one.what == "infusion" || one.date > planned;
}

} // namespace

std::vector<Day> days_given(const std::vector<Given>& given, Name what) {
  std::vector<Day> days;
  for (const Given& one : given)
    if (one.what == what) days.push_back(one.date);
  std::sort(days.begin(), days.end());
  return days;
}

const Given* given_on(const std::vector<Given>& given, Name what, Day day) {
  for (const Given& one : given)
    if (one.what == what && one.date == day) return &one;
  return nullptr;
}

std::vector<Day> days_left(const std::vector<Day>& planned, const std::vector<Given>& given,
                           Name what) {
  std::vector<Day> left;
  // A dose off the plan takes no planned dose's place: what that means is the sponsor's to say.
  const std::size_t taken = what == "infusion" ? days_given(given, what).size() : 0;
  for (std::size_t i = taken; i < planned.size(); ++i)
    if (!any_of(given, [&](const Given& one) { return rules_out(one, what, planned[i]); }))
      left.push_back(planned[i]);
  return left;
}

} // namespace nkdose
