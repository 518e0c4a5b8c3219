#include "schedule/calendar/visit_day.hpp"

namespace nkdose {

VisitDay visit_day(Day counted, const VisitWindow& window, const ClosedDays* closed) {
  using enum VisitDay::Why;
  if (!closed || !closed->holds(counted)) return {counted};
  if (!window) return {counted, no_window};
  for (int distance = 1; distance <= std::max(-window->first, window->second); ++distance)
    for (const int shift : {-distance, distance}) // the earlier of two equally near
      if (const Day day = counted + std::chrono::days(shift);
          window->first <= shift && shift <= window->second && !closed->holds(day))
        return {day, moved};
  return {counted, window_closed};
}

} // namespace nkdose
