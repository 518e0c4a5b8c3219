#include "schedule/given.hpp"

#include <algorithm>

namespace nkdose {

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

std::vector<Day> days_left(const std::vector<Day>& planned, const std::vector<Day>& given) {
  std::vector<Day> left;
  for (const Day day : planned)
    if (given.empty() || day > given.back()) left.push_back(day);
  return left;
}

} // namespace nkdose
