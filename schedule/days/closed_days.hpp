// The days on which a site gives nothing.
#pragma once

#include "dosing/text/search.hpp"
#include "schedule/days/day.hpp"

namespace nkdose {

/// Consecutive closed days, both ends among them.
struct ClosedSpan {
  Day first, last;
  std::string name; ///< such as "Christmas"; may be empty
};

struct ClosedDays {
  std::array<bool, 7> weekdays{}; ///< from Sunday, as std::chrono counts
  std::vector<ClosedSpan> spans;

  bool holds(Day day) const {
    return weekdays[std::chrono::weekday(day).c_encoding()] ||
           any_of(spans,
                  [&](const ClosedSpan& span) { return span.first <= day && day <= span.last; });
  }
  /// Why a day is closed: its span's name, "closed date", or "closed weekday"; empty where it is
  /// open.
  std::string reason(Day day) const;
};

} // namespace nkdose
