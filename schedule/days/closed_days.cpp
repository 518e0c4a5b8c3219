#include "schedule/days/closed_days.hpp"

namespace nkdose {

std::string ClosedDays::reason(Day day) const {
  for (const ClosedSpan& span : spans)
    if (span.first <= day && day <= span.last) return span.name.empty() ? "closed date" : span.name;
  return weekdays[std::chrono::weekday(day).c_encoding()] ? "closed weekday" : "";
}

} // namespace nkdose
