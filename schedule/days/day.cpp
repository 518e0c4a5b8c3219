#include "schedule/days/day.hpp"

#include "dosing/number/digits.hpp"
#include "dosing/text/spelling.hpp"
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

namespace {

constexpr std::string_view month_names[] = {"january",   "february", "march",    "april",
                                            "may",       "june",     "july",     "august",
                                            "september", "october",  "november", "december"};
constexpr std::string_view year_sign = "年", month_sign = "月", day_sign = "日";

// Takes the parts of a date from left to right.
class DateText {
public:
  explicit DateText(std::string_view text) : rest_(text) {}

  bool is_at_end() const { return rest_.empty(); }
  bool takes(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  std::optional<int> number(std::size_t fewest, std::size_t most) {
    std::size_t digits = 0;
    int value = 0;
    for (; digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9'; ++digits)
      if (digits < most) value = value * 10 + (rest_[digits] - '0');
    if (digits < fewest || digits > most) return std::nullopt;
    rest_.remove_prefix(digits);
    return value;
  }
  /// By its name or the first three letters of it.
  std::optional<int> month() {
    for (std::size_t i = 0; i < std::size(month_names); ++i)
      if (takes(month_names[i]) || takes(month_names[i].substr(0, 3)))
        return static_cast<int>(i) + 1;
    return std::nullopt;
  }
  /// One of the signs that stand between the parts of a date.
  std::optional<char> sign(std::string_view signs) {
    if (rest_.empty() || signs.find(rest_.front()) == signs.npos) return std::nullopt;
    const char found = rest_.front();
    rest_.remove_prefix(1);
    return found;
  }

private:
  std::string_view rest_;
};

std::optional<year_month_day> date_of(std::optional<int> year, std::optional<int> month,
                                      std::optional<int> day) {
  if (!year || !month || !day) return std::nullopt;
  return std::chrono::year(*year) / *month / *day;
}

constexpr std::string_view signs_between = "-/.";

// The year first: nobody writes the day behind it.
std::optional<year_month_day> year_first(DateText text) {
  const auto year = text.number(4, 4);
  const auto sign = text.takes(year_sign) ? std::optional('\0') : text.sign(signs_between);
  if (!year || !sign) return std::nullopt;
  const auto month = text.number(1, 2);
  if (*sign == '\0' ? !text.takes(month_sign) : text.sign(signs_between) != sign)
    return std::nullopt;
  const auto day = text.number(1, 2);
  if (*sign == '\0') text.takes(day_sign);
  return text.is_at_end() ? date_of(year, month, day) : std::nullopt;
}

// The month by its name: 7 Dec 2026, 07-DEC-2026, December 7, 2026.
std::optional<year_month_day> named_month(DateText text) {
  constexpr std::string_view signs = " -";
  auto day = text.number(1, 2);
  if (day) text.sign(signs);
  const auto month = text.month();
  text.sign(signs);
  if (!day) {
    day = text.number(1, 2);
    text.takes(",");
    text.takes(" ");
  }
  const auto year = text.number(4, 4);
  return text.is_at_end() ? date_of(year, month, day) : std::nullopt;
}

// 07/12/2026 is a day of December here and one of July there.
std::optional<TextFault> date_of_two_readings(std::string_view written, DateText text) {
  const auto first = text.number(1, 2);
  const auto sign = text.sign(signs_between);
  const auto second = text.number(1, 2);
  if (!sign || text.sign(signs_between) != sign) return std::nullopt;
  const auto year = text.number(4, 4);
  if (!first || !second || !year || !text.is_at_end()) return std::nullopt;
  std::vector<std::string> readings;
  for (const auto& [month, day] : {std::pair(*second, *first), std::pair(*first, *second)})
    if (const auto date = date_of(year, month, day); date->ok())
      if (const std::string reading = iso_date(Day(*date));
          readings.empty() || readings[0] != reading)
        readings.push_back(reading);
  TextFault fault{Fault::date,
                  readings.empty() ? fmt::format("{} is not a date", in_quotes(written))
                                   : fmt::format("{} is not a date that is read: {}",
                                                 in_quotes(written), fmt::join(readings, " or ")),
                  "write year-month-day, such as 2026-12-07"};
  fault.has_two_readings = !readings.empty();
  return fault;
}

} // namespace

Reading<Day> read_written_date(std::string_view text) {
  const Reading<Day> iso = read_iso_date(text);
  if (iso) return iso;
  const std::string lower = lower_case(plain_spelling(text));
  std::string_view plain = lower;
  for (const std::string_view midnight : {" 00:00:00", " 00:00", "t00:00:00", "t00:00"})
    if (plain.ends_with(midnight)) plain.remove_suffix(midnight.size());
  auto date = year_first(DateText(plain));
  if (!date) date = named_month(DateText(plain));
  if (date && !date->ok())
    return TextFault{Fault::date, fmt::format("there is no day {}", in_quotes(text)),
                     "check the day and the month"};
  if (date) return read_iso_date(iso_date(Day(*date)));
  if (auto fault = date_of_two_readings(text, DateText(plain))) return *std::move(fault);
  DateText number(plain); // 46363 days since 1900
  if (number.number(5, 5) && number.is_at_end())
    return TextFault{Fault::date,
                     fmt::format("{} is a spreadsheet's number of a day", in_quotes(text)),
                     "give the column the format year-month-day, such as 2026-12-07"};
  return iso;
}

std::string pattern_of_written_date() {
  const std::string digit = pattern_of_digit(), blank = pattern_of_blank();
  const std::string year = digit + "{4}", one_or_two = digit + "{1,2}";
  std::vector<std::string> months;
  for (const std::string_view name : month_names) {
    std::string letters;
    for (std::size_t i = 0; i < name.size(); ++i)
      letters += fmt::format("{}[{}{}]", i == 3 ? "(" : "", name[i],
                             static_cast<char>(name[i] - 'a' + 'A'));
    months.push_back(letters + (name.size() > 3 ? ")?" : ""));
  }
  const std::string month = fmt::format("({})", fmt::join(months, "|"));
  const std::string between = fmt::format("({}+|-)?", blank);
  std::vector<std::string> forms;
  for (const std::string_view sign : {"-", "/", "(\\.|\uFF0E)"})
    forms.push_back(fmt::format("{0}{1}{2}{1}{2}", year, sign, one_or_two));
  forms.push_back(
      fmt::format("{0}{2}{1}{3}{1}({4})?", year, one_or_two, year_sign, month_sign, day_sign));
  forms.push_back(fmt::format("{1}{3}{2}{3}{0}", year, one_or_two, month, between));
  forms.push_back(fmt::format("{2}{3}{1},?{4}*{0}", year, one_or_two, month, between, blank));
  return fmt::format("{0}*({1})(({0}+|[tT])00:00(:00)?)?{0}*", blank, fmt::join(forms, "|"));
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
