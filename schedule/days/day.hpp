// Civil dates: no clock, no time zone.
#pragma once

#include "dosing/review/finding.hpp"
#include "dosing/text/checked.hpp"

#include <chrono>
#include <climits>
#include <cstring>

namespace nkdose {

using Day = std::chrono::sys_days;

/// `2026-12-07`: four digits, two, two; a day that exists, from 1870 (the birth of a patient of 120
/// years in 1990) to 2100.
Reading<Day> read_iso_date(std::string_view text);
/// The same as a regular expression; which months have 31 days, only the reader knows.
constexpr std::string_view pattern_of_date =
    "(18[7-9][0-9]|19[0-9]{2}|20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
/// A date as people and spreadsheets write it, where it has one meaning: 2026-12-07, 2026/12/7,
/// 2026年12月7日, 7 Dec 2026, 2026-12-07 00:00. Of 07/12/2026 the fault has both readings.
Reading<Day> read_written_date(std::string_view text);
std::string pattern_of_written_date(); ///< of `read_written_date`
/// Dates of plans, of many rows of a batch: most have been read before, and the day is kept.
class DayReader {
public:
  /// Of ten characters; nothing where anything is wrong with them.
  std::optional<Day> plain_plannable_date(const char* text) {
    Date date;
    std::memcpy(date.data(), text, date.size());
    Read& read = read_[place_of(date)];
    if (read.date != date) read = {date, plannable_day(date)};
    return read.day;
  }

private:
  using Date = std::array<char, 10>;
  struct Read {
    Date date{}; ///< of no text at first
    std::optional<Day> day;
  };
  static std::optional<Day> plannable_day(const Date& date);
  static std::size_t place_of(const Date& date) {
    std::uint64_t month_and_day;
    std::memcpy(&month_and_day, date.data() + 2, sizeof month_and_day);
    return month_and_day * 0x9E37'79B9'7F4A'7C15 >> 55; // Fibonacci hashing: the best mixed bits
  }
  std::array<Read, 512> read_{};
};

std::string iso_date(Day day);
/// Writes the same ten characters, and returns where they end.
char* write(Day day, char* to);
/// The same of many days, row after row of a batch: most have been written before, and their text
/// is kept.
class DayWriter {
public:
  DayWriter() { written_.fill({never, {}}); }

  char* write(Day day, char* to) {
    const int number = static_cast<int>(day.time_since_epoch().count());
    Written& written = written_[static_cast<unsigned>(number) % written_.size()];
    if (written.day != number) {
      nkdose::write(day, written.text.data());
      written.day = number;
    }
    std::memcpy(to, written.text.data(), written.text.size());
    return to + written.text.size();
  }

private:
  static constexpr int never = INT_MIN;
  struct Written {
    int day; ///< since 1970-01-01
    std::array<char, 10> text;
  };
  std::array<Written, 512> written_;
};
/// "Mon 2026-12-07", as people read it.
std::string weekday_date(Day day);
/// Mon, Tue, ...
std::string_view weekday_name(Day day);
constexpr std::array<std::string_view, 7> weekday_names{"Sun", "Mon", "Tue", "Wed",
                                                        "Thu", "Fri", "Sat"};

/// A day as a figure of a finding.
Figure date_figure(Day day);

/// Plans are made for 1990 to 2100.
bool is_plannable(Day day);

/// Completed years: one born on 29 February completes a year on 1 March where there is no 29th.
int completed_years(Day birth, Day on);

/// Calendar months later (earlier when negative), clamped at the end of the month: one month before
/// 31 March is 28 or 29 February.
Day months_later(Day day, int months);

constexpr int days_between(Day from, Day to) {
  return static_cast<int>((to - from).count());
}

} // namespace nkdose
