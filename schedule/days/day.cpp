#include "schedule/days/day.hpp"

#include "dosing/number/digits.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

using std::chrono::year_month_day;

constexpr Day earliest = std::chrono::sys_days(std::chrono::year(1870) / 1 / 1);
constexpr Day first_plannable = std::chrono::sys_days(std::chrono::year(1990) / 1 / 1);
constexpr Day last_plannable = std::chrono::sys_days(std::chrono::year(2100) / 12 / 31);

// A text of the shape dddd-dd-dd; whether there is such a day is another question.
std::optional<year_month_day> read_shape(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  bool fits = true;
  const auto two = [&](std::size_t at) {
    const auto tens = static_cast<unsigned>(text[at] - '0');
    const auto ones = static_cast<unsigned>(text[at + 1] - '0');
    fits &= tens <= 9 && ones <= 9;
    return tens * 10 + ones;
  };
  const auto year = static_cast<int>(two(0) * 100 + two(2));
  const unsigned month = two(5), day = two(8);
  if (!fits) return std::nullopt;
  return std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day);
}

} // namespace

std::optional<Day> DayReader::plannable_day(const Date& text) {
  const auto date = read_shape({text.data(), text.size()});
  if (!date || !date->ok() || !is_plannable(*date)) return std::nullopt;
  return Day(*date);
}

Reading<Day> read_iso_date(std::string_view text) {
  const auto date = read_shape(text);
  if (!date)
    return TextFault{Fault::date, fmt::format("{} is not a date", in_quotes(text)),
                     "write year-month-day, such as 2026-12-07"};
  if (!date->ok())
    return TextFault{Fault::date, fmt::format("there is no day {}", in_quotes(text)),
                     "check the day and the month"};
  const Day day(*date);
  if (day < earliest || day > last_plannable)
    return TextFault{Fault::date, fmt::format("{} is outside 1870 to 2100", in_quotes(text)),
                     "check the year"};
  return day;
}

std::string iso_date(Day day) {
  std::array<char, 10> text;
  write(day, text.data());
  return std::string(text.data(), text.size());
}

char* write(Day day, char* to) {
  const year_month_day date(day);
  const auto year = static_cast<unsigned>(static_cast<int>(date.year()));
  to = write_two_digits(year / 100, to);
  to = write_two_digits(year % 100, to);
  *to++ = '-';
  to = write_two_digits(static_cast<unsigned>(date.month()), to);
  *to++ = '-';
  return write_two_digits(static_cast<unsigned>(date.day()), to);
}

std::string weekday_date(Day day) {
  return fmt::format("{} {}", weekday_name(day), iso_date(day));
}

std::string_view weekday_name(Day day) {
  return weekday_names[std::chrono::weekday(day).c_encoding()];
}

Figure date_figure(Day day) {
  return {Figure::Kind::date, Decimal(day.time_since_epoch().count())};
}

bool is_plannable(Day day) {
  return day >= first_plannable && day <= last_plannable;
}

int completed_years(Day birth, Day on) {
  const year_month_day born(birth), today(on);
  const int years = static_cast<int>(today.year()) - static_cast<int>(born.year());
  const bool before_birthday =
      today.month() < born.month() || (today.month() == born.month() && today.day() < born.day());
  return years - (before_birthday ? 1 : 0);
}

Day months_later(Day day, int months) {
  const year_month_day moved = year_month_day(day) + std::chrono::months(months);
  return moved.ok() ? Day(moved) : Day(moved.year() / moved.month() / std::chrono::last);
}

} // namespace nkdose
