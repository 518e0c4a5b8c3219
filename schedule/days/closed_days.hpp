// The days on which a site gives nothing: its working calendar.
#pragma once

#include "schedule/days/holidays.hpp"
#include "schedule/days/weekdays.hpp"

#include <optional>

namespace nkdose {

struct ClosedDate {
  Day day;
  std::string name; ///< such as "Christmas"; may be empty
};

/// What the events of a holiday file are that only by their names look like working days.
enum class NamedWorkdays { working, closed };
constexpr std::array<std::string_view, 2> named_workday_words{"working", "closed"};

/// A day is closed by a date, else by its weekday; a day that is `open` is neither. Before
/// everything else stands what the site says of a date, then what a holiday file says of it, then
/// the weekday.
struct ClosedDays {
  Weekdays weekdays{};
  std::vector<ClosedDate> dates = {}; ///< ascending, each day once
  std::vector<Day> open = {};         ///< ascending, each day once; none is among `dates`
  /// The days of which a holiday file knows whether they are holidays, ascending; none: no file, or
  /// one that knows every day.
  std::vector<DaySpan> known = {};
  std::optional<Day> known_to = {};                 ///< the site's word on the last such day
  std::optional<NamedWorkdays> named_workdays = {}; ///< the site's answer, where it has one

  bool holds(Day day) const;
  bool is_known(Day day) const;
  /// Whether there is any day that is not known.
  bool has_unknown_days() const { return !known.empty() || known_to; }
  /// The last known day before a day, or at all; the first one after a day.
  std::optional<Day> last_known(Day before = Day::max()) const;
  std::optional<Day> first_known(Day after = Day::min()) const;
  /// Why a day is closed: the holiday's name, "closed date", or "closed weekday"; empty where it is
  /// not closed.
  std::string reason(Day day) const;

  /// Closes dates that are not yet closed, and not open. In any order.
  void close(std::vector<ClosedDate> more);
  /// Adds what a holiday file says. `named` says what its named working days are.
  void add(const Holidays& holidays, NamedWorkdays named);
};

} // namespace nkdose
