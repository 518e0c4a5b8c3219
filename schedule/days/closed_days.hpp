// The days on which a site gives nothing: its working calendar.
#pragma once

#include "schedule/days/holidays.hpp"
#include "schedule/days/weekdays.hpp"

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
  /// The days of which is known whether they are holidays; none: nobody has named a holiday file.
  std::optional<DaySpan> known = {};
  std::optional<NamedWorkdays> named_workdays = {}; ///< the site's answer, where it has one

  bool holds(Day day) const;
  bool is_known(Day day) const { return !known || known->holds(day); }
  /// Why a day is closed: the holiday's name, "closed date", or "closed weekday"; empty where it is
  /// not closed.
  std::string reason(Day day) const;

  /// Closes dates that are not yet closed, and not open. In any order.
  void close(std::vector<ClosedDate> more);
  /// Adds what a holiday file says. `named` says what its named working days are.
  void add(const Holidays& holidays, NamedWorkdays named);
};

} // namespace nkdose
