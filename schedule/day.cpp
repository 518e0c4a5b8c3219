#include "schedule/day.hpp"

#include "dosing/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

using std::chrono::year_month_day;

constexpr Day earliest = std::chrono::sys_days(std::chrono::year(1870) / 1 / 1);
constexpr Day first_plannable = std::chrono::sys_days(std::chrono::year(1990) / 1 / 1);
constexpr Day last_plannable = std::chrono::sys_days(std::chrono::year(2100) / 12 / 31);

} // namespace

Reading<Day> read_iso_date(std::string_view text) {
  const auto digits = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i)
      value = value * 10 + (text[i] - '0');
    return value;
  };
  constexpr std::string_view shape = "dddd-dd-dd";
  const bool fits =
      std::equal(text.begin(), text.end(), shape.begin(), shape.end(),
                 [](char c, char s) { return s == 'd' ? c >= '0' && c <= '9' : c == s; });
  if (!fits)
    return TextFault{Fault::date, fmt::format("{} is not a date", in_quotes(text)),
                     "write year-month-day, such as 2026-12-07"};
  const year_month_day date(std::chrono::year(digits(0, 4)),
                            std::chrono::month(static_cast<unsigned>(digits(5, 2))),
                            std::chrono::day(static_cast<unsigned>(digits(8, 2))));
  if (!date.ok())
    return TextFault{Fault::date, fmt::format("there is no day {}", in_quotes(text)),
                     "check the day and the month"};
  if (Day(date) < earliest || Day(date) > last_plannable)
    return TextFault{Fault::date, fmt::format("{} is outside 1870 to 2100", in_quotes(text)),
                     "check the year"};
  return Day(date);
}

std::optional<Day> read_date(const Record& record, std::string_view key) {
  return record.quantity<Day>(key, read_iso_date);
}

std::optional<Day> read_plannable_date(const Record& record, std::string_view key) {
  const auto day = read_date(record, key);
  if (!day || is_plannable(*day)) return day;
  record.report(key, Fault::outside_limits, "the date is outside 1990 to 2100", "check the year");
  return std::nullopt;
}

std::string iso_date(Day day) {
  std::array<char, 10> text;
  write(day, text.data());
  return std::string(text.data(), text.size());
}

char* write(Day day, char* to) {
  const year_month_day date(day);
  const auto put = [&](unsigned number) { // two digits
    *to++ = static_cast<char>('0' + number / 10);
    *to++ = static_cast<char>('0' + number % 10);
  };
  const auto year = static_cast<unsigned>(static_cast<int>(date.year()));
  put(year / 100);
  put(year % 100);
  *to++ = '-';
  put(static_cast<unsigned>(date.month()));
  *to++ = '-';
  put(static_cast<unsigned>(date.day()));
  return to;
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
