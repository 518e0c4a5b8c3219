#include "schedule/days/closed_days.hpp"

#include <algorithm>

namespace nkdose {
namespace {

bool is_among(const std::vector<Day>& days, Day day) {
  return std::binary_search(days.begin(), days.end(), day);
}

const ClosedDate* closed_date(const std::vector<ClosedDate>& dates, Day day) {
  const auto found = std::partition_point(dates.begin(), dates.end(),
                                          [&](const ClosedDate& one) { return one.day < day; });
  return found != dates.end() && found->day == day ? &*found : nullptr;
}

std::vector<ClosedDate> dates_of(const std::vector<NamedSpan>& spans) {
  std::vector<ClosedDate> dates;
  for (const NamedSpan& span : spans)
    for (Day day = span.days.first; day <= span.days.last; day += std::chrono::days(1))
      dates.push_back({day, span.name});
  return dates;
}

} // namespace

bool ClosedDays::holds(Day day) const {
  if (weekdays[std::chrono::weekday(day).c_encoding()]) return !is_among(open, day);
  return closed_date(dates, day) != nullptr;
}

std::string ClosedDays::reason(Day day) const {
  if (const ClosedDate* date = closed_date(dates, day))
    return date->name.empty() ? "closed date" : date->name;
  return holds(day) ? "closed weekday" : "";
}

void ClosedDays::close(std::vector<ClosedDate> more) {
  std::erase_if(more, [&](const ClosedDate& one) { return is_among(open, one.day); });
  // Equal days keep their order, so that the first to name a day stays.
  dates.insert(dates.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
  std::stable_sort(dates.begin(), dates.end(),
                   [](const ClosedDate& a, const ClosedDate& b) { return a.day < b.day; });
  const auto same = [](const ClosedDate& a, const ClosedDate& b) { return a.day == b.day; };
  dates.erase(std::unique(dates.begin(), dates.end(), same), dates.end());
}

void ClosedDays::add(const Holidays& holidays, NamedWorkdays named) {
  std::vector<ClosedDate> working = dates_of(holidays.working);
  std::vector<ClosedDate> named_days = dates_of(holidays.named_working);
  if (named == NamedWorkdays::working)
    working.insert(working.end(), named_days.begin(), named_days.end());
  for (const ClosedDate& one : working)
    if (!closed_date(dates, one.day)) open.push_back(one.day);
  std::sort(open.begin(), open.end());
  open.erase(std::unique(open.begin(), open.end()), open.end());
  close(dates_of(holidays.closed));
  if (named == NamedWorkdays::closed) close(std::move(named_days));
  if (!holidays.known)
    known.reset();
  else
    known = known ? DaySpan{std::min(known->first, holidays.known->first),
                            std::max(known->last, holidays.known->last)}
                  : *holidays.known;
}

} // namespace nkdose
