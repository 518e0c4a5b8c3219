// What a holiday file says: which days are closed, and which are worked to make up for them.
#pragma once

#include "schedule/days/day.hpp"

#include <cstdint>
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
  std::string name;       ///< such as "Christmas"; may be empty
  std::uint32_t line = 0; ///< of the file, where it begins
};

struct Holidays {
  std::vector<NamedSpan> closed;
  std::vector<NamedSpan> working; ///< marked as worked: none of them closes anything
  /// Worked by their names alone ("make-up workday"); what they are somebody has to say.
  std::vector<NamedSpan> named_working = {};
  /// The days of which the file knows whether they are holidays, ascending and apart; none: all,
  /// for its only events recur without an end.
  std::vector<DaySpan> known = {};
};

/// The days that a file knows, by the days of its dated events: it is a list of years. It knows
/// each year that has an event, the first from 1 January; the last to 31 December only where an
/// event is in its last four months, and the list does not begin within a year (as a feed of twelve
/// months does, which ends within one); otherwise no day after its last event.
std::vector<DaySpan> known_days(std::vector<Day> dated);

/// Whether a name says that the day is worked: such as "Workday", or one with 班.
bool names_a_workday(std::string_view name);

} // namespace nkdose
