// What a holiday file says: which days are closed, and which are worked to make up for them.
#pragma once

#include "schedule/days/day.hpp"

#include <optional>
#include <string>
#include <vector>

namespace nkdose {

/// Consecutive days, both ends among them.
struct DaySpan {
  Day first, last;

  bool holds(Day day) const { return first <= day && day <= last; }
};

struct NamedSpan {
  DaySpan days;
  std::string name; ///< such as "Christmas"; may be empty
};

struct Holidays {
  std::vector<NamedSpan> closed;
  std::vector<NamedSpan> working; ///< marked as worked: none of them closes anything
  /// Worked by their names alone ("make-up workday"); what they are somebody has to say.
  std::vector<NamedSpan> named_working = {};
  /// The days of which the file knows whether they are holidays; none: all, for its only events
  /// recur without an end.
  std::optional<DaySpan> known = {};
};

/// The days that a file knows, by the first and the last day of its events. A file is a list of
/// some years: the first from its 1 January; the last to its 31 December where an event is in its
/// last four months, otherwise no day after its last event.
DaySpan known_days(Day first, Day last);

/// Whether a name says that the day is worked: such as "Workday", or one with 班.
bool names_a_workday(std::string_view name);

} // namespace nkdose
