#include "schedule/days/closed_days.hpp"

#include "dosing/text/search.hpp"

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

bool ClosedDays::is_known(Day day) const {
  if (!has_unknown_days()) return true;
  const bool is_stated = known_to && day <= *known_to;
  if (known.empty()) return is_stated;
  return any_of(known, [&](const DaySpan& span) { return span.holds(day); }) ||
         (is_stated && day >= known.front().first);
}

std::optional<Day> ClosedDays::last_known(Day before) const {
  std::optional<Day> last;
  if (known_to && *known_to < before) last = known_to;
  for (const DaySpan& span : known)
    if (span.last < before) last = std::max(last.value_or(span.last), span.last);
  return last;
}

std::optional<Day> ClosedDays::first_known(Day after) const {
  for (const DaySpan& span : known)
    if (span.first > after) return span.first;
  return std::nullopt;
}

void ClosedDays::close(std::vector<ClosedDate> more) {
  std::erase_if(more, [&](const ClosedDate& one) { return is_among(open, one.day); });
  // A holiday names what the site has closed without a name. Equal days keep their order, so that
  // the first to name a day stays.
  for (ClosedDate& date : dates)
    if (date.name.empty())
      if (const auto found = find_in(more, date.day, &ClosedDate::day); found != more.end())
        date.name = found->name;
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
  known = holidays.known;
  if (known.empty()) known_to.reset(); // it knows every day
}

} // namespace nkdose
