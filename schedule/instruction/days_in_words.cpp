#include "schedule/instruction/days_in_words.hpp"

#include "dosing/text/search.hpp"

namespace nkdose {
namespace {

constexpr int farthest_day = 366;
constexpr int longest_range = 60; // days
constexpr int first_year = 1900, last_year = 2199;

constexpr std::string_view months[] = {"january",   "february", "march",    "april",
                                       "may",       "june",     "july",     "august",
                                       "september", "october",  "november", "december"};
constexpr std::string_view weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                         "friday", "saturday", "sunday"};
constexpr std::string_view chinese_weekdays[] = {"一", "二", "三", "四", "五", "六", "日"};
constexpr std::string_view between_two[] = {",", "and", "&", ";", "及", "和", "/"};
constexpr std::string_view from_to[] = {"to", "through", "thru", "until", "~", "至", "到", "-"};
constexpr std::string_view day_words[] = {"day", "days", "d", "第"};

// A study day with its sign: "-5", "minus 5", "+7", "0".
std::optional<BlankValue> study_day_at(const Tokens& tokens, std::size_t at) {
  while (holds(day_words, tokens[at]))
    ++at;
  const bool is_minus = tokens[at] == "-" || tokens[at] == "minus";
  const bool has_sign = is_minus || tokens[at] == "+" || tokens[at] == "plus";
  const auto number = tokens.whole(at + (has_sign ? 1 : 0));
  if (!number || *number < 0 || *number > farthest_day) return std::nullopt;
  std::size_t end = at + (has_sign ? 2 : 1);
  if (tokens[end] == "天" || tokens[end] == "日") ++end; // 第-5天
  return BlankValue{{Decimal(is_minus ? -*number : *number)}, end};
}

constexpr std::size_t shortest = 3; // "dec", "mon"

std::optional<int> month_at(const Tokens& tokens, std::size_t at) {
  for (std::size_t i = 0; i < std::size(months); ++i)
    if (tokens[at] == months[i] || tokens[at] == months[i].substr(0, shortest) ||
        (i == 8 && tokens[at] == "sept"))
      return static_cast<int>(i) + 1;
  return std::nullopt;
}

std::optional<BlankValue> weekday_at(const Tokens& tokens, std::size_t at) {
  const auto is = [&](std::size_t i, std::string_view shorter) {
    return tokens[at] == weekdays[i] || tokens[at] == weekdays[i].substr(0, shortest) ||
           (!shorter.empty() && tokens[at] == shorter);
  };
  constexpr std::string_view others[] = {"", "tues", "", "thurs", "", "", ""};
  for (std::size_t i = 0; i < std::size(weekdays); ++i)
    if (is(i, others[i]) || (i == 3 && tokens[at] == "thur"))
      return BlankValue{{Decimal(static_cast<int>(i) + 1)}, at + 1};
  const std::size_t name = tokens[at] == "周"                             ? at + 1
                           : tokens[at] == "星" && tokens[at + 1] == "期" ? at + 2
                                                                          : 0;
  const auto chinese = find_in(chinese_weekdays, name == 0 ? "" : tokens[name]);
  if (chinese != std::end(chinese_weekdays))
    return BlankValue{{Decimal(static_cast<int>(chinese - std::begin(chinese_weekdays)) + 1)},
                      name + 1};
  if (name != 0 && tokens[name] == "天") return BlankValue{{7_d}, name + 1};
  return std::nullopt;
}

std::optional<Day> date_of(std::optional<int> year, std::optional<int> month,
                           std::optional<int> day) {
  const bool has_year = year && *year >= first_year && *year <= last_year;
  if (!month || !day || *month < 1 || *day < 1 || !has_year) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(Day(date)) : std::nullopt;
}

std::optional<Day> date_without_year(std::optional<int> month, std::optional<int> day) {
  if (!month || !day || *month < 1 || *day < 1) return std::nullopt;
  const std::chrono::year_month_day date{no_year, std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(Day(date)) : std::nullopt;
}

struct FoundDate {
  Day day;
  std::size_t end;
};

// "2026-12-02", "2026/12/2", "2026年12月2日", and without its year "12月2日".
std::optional<FoundDate> date_in_numbers(const Tokens& tokens, std::size_t at) {
  const std::string_view sign = tokens[at + 1];
  if ((sign == "-" || sign == "/") && tokens[at + 3] == sign)
    if (const auto day = date_of(tokens.whole(at), tokens.whole(at + 2), tokens.whole(at + 4)))
      return FoundDate{*day, at + 5};
  if (sign == "年" && tokens[at + 3] == "月" && tokens[at + 5] == "日")
    if (const auto day = date_of(tokens.whole(at), tokens.whole(at + 2), tokens.whole(at + 4)))
      return FoundDate{*day, at + 6};
  if (sign == "月" && tokens[at + 3] == "日")
    if (const auto day = date_without_year(tokens.whole(at), tokens.whole(at + 2)))
      return FoundDate{*day, at + 4};
  return std::nullopt;
}

constexpr std::string_view ordinals[] = {"st", "nd", "rd", "th"};

// Behind a day of a month, with the letters of "2nd".
std::size_t behind_day(const Tokens& tokens, std::size_t day) {
  return tokens.is_number(day) && holds(ordinals, tokens[day + 1]) ? day + 2 : day + 1;
}

// "2 Dec 2026", "02-Dec-2026", "Dec 2nd, 2026", and without their year.
std::optional<FoundDate> date_with_month(const Tokens& tokens, std::size_t at) {
  const bool is_day_first = tokens.is_number(at);
  const std::size_t next = behind_day(tokens, at);
  const std::string_view sign = tokens[next];
  const bool has_sign = is_day_first && (sign == "-" || sign == "/");
  const std::size_t month = is_day_first ? next + (has_sign ? 1 : 0) : at;
  const std::size_t day = is_day_first ? at : at + 1;
  std::size_t year = is_day_first ? month + 1 : behind_day(tokens, day);
  const std::size_t end = year;
  if (tokens[year] == "," || (has_sign && tokens[year] == sign)) ++year;
  const auto month_number = month_at(tokens, month);
  if (const auto full = date_of(tokens.whole(year), month_number, tokens.whole(day)))
    return FoundDate{*full, year + 1};
  if (const auto without = date_without_year(month_number, tokens.whole(day)))
    return FoundDate{*without, end};
  return std::nullopt;
}

bool is_weekday_of(Day day, const std::optional<BlankValue>& weekday) {
  const bool has_year = std::chrono::year_month_day(day).year() != no_year;
  return weekday && (!has_year || weekday->numbers[0] == weekday_number(day));
}

// With its weekday before or behind it: "Wed 2 Dec", "2026-12-02 (Wed)".
std::optional<BlankValue> date_at(const Tokens& tokens, std::size_t at) {
  const auto before = weekday_at(tokens, at);
  std::size_t begin = before ? before->end : at;
  if (before && tokens[begin] == ",") ++begin;
  auto date = date_in_numbers(tokens, begin);
  if (!date) date = date_with_month(tokens, begin);
  if (!date || (before && !is_weekday_of(date->day, before))) return std::nullopt;
  const bool is_in_brackets = tokens[date->end] == "(";
  const auto behind = weekday_at(tokens, date->end + (is_in_brackets ? 1 : 0));
  if (is_weekday_of(date->day, behind) && (!is_in_brackets || tokens[behind->end] == ")"))
    date->end = behind->end + (is_in_brackets ? 1 : 0);
  return BlankValue{{Decimal(date->day.time_since_epoch().count())}, date->end};
}

// A range by a hyphen alone is one only where no sign can be lost in it.
template <class OneAt>
std::optional<BlankValue> list_at(const Tokens& tokens, std::size_t at, OneAt one_at) {
  auto list = one_at(tokens, at);
  while (list) {
    std::size_t next = list->end;
    const bool is_range = holds(from_to, tokens[next]), is_next = holds(between_two, tokens[next]);
    if (!is_range && !is_next) break;
    ++next;
    if (tokens[next] == "and" || tokens[next] == "&") ++next; // ", and"
    const auto further = one_at(tokens, next);
    const Decimal last = list->numbers.back();
    if (!further || (tokens[list->end] == "-" && last < 0_d && further->numbers[0] > 0_d)) break;
    if (is_range) {
      const Decimal end = further->numbers[0];
      if (end < last || end - last > Decimal(longest_range)) return std::nullopt;
      for (Decimal number = last + 1_d; number <= end; number = number + 1_d)
        list->numbers.push_back(number);
    } else {
      list->numbers.push_back(further->numbers[0]);
    }
    list->end = further->end;
  }
  return list;
}

// "12月2日至4日", "2026年12月2-4日": days of the month that stands before them.
std::optional<BlankValue> days_behind_month_at(const Tokens& tokens, std::size_t at) {
  const bool has_year = tokens[at + 1] == "年";
  const std::size_t month = has_year ? at + 2 : at;
  if (tokens[month + 1] != "月") return std::nullopt;
  std::optional<BlankValue> list; // up to the last day that is written as one
  std::vector<Decimal> numbers;
  bool is_range = false;
  for (std::size_t day = month + 2;;) {
    const auto date = has_year ? date_of(tokens.whole(at), tokens.whole(month), tokens.whole(day))
                               : date_without_year(tokens.whole(month), tokens.whole(day));
    if (!date) return list;
    const Decimal number(date->time_since_epoch().count());
    if (!numbers.empty() && number <= numbers.back()) return list;
    while (is_range && numbers.back() + 1_d < number)
      numbers.push_back(numbers.back() + 1_d);
    numbers.push_back(number);
    const bool is_told = tokens[day + 1] == "日" || tokens[day + 1] == "号";
    day += is_told ? 2 : 1;
    if (is_told) list = BlankValue{numbers, day};
    is_range = holds(from_to, tokens[day]);
    if (!is_range && !holds(between_two, tokens[day])) return list;
    ++day;
  }
}

// "2-4 Dec 2026", "2, 3 and 4 December": days of the month that stands behind the last one.
std::optional<BlankValue> days_of_month_at(const Tokens& tokens, std::size_t at) {
  constexpr std::size_t most_days = 31;
  std::vector<std::pair<int, bool>> days; // with whether a range begins there
  std::optional<FoundDate> last;
  while (!last) {
    const auto day = tokens.whole(at);
    const std::size_t next = behind_day(tokens, at);
    const bool is_range = holds(from_to, tokens[next]);
    if (!day || days.size() == most_days) return std::nullopt;
    if (!is_range && !holds(between_two, tokens[next])) return std::nullopt;
    days.emplace_back(*day, is_range);
    at = next + (tokens[next + 1] == "and" || tokens[next + 1] == "&" ? 2 : 1);
    if (month_at(tokens, behind_day(tokens, at))) last = date_with_month(tokens, at);
  }
  const auto of_last =
      static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day(last->day).day()));
  days.emplace_back(of_last, false);
  BlankValue list{{}, last->end};
  for (std::size_t i = 0; i < days.size(); ++i) {
    const bool is_last = i + 1 == days.size();
    if (days[i].first < 1 || (!is_last && days[i].first >= days[i + 1].first)) return std::nullopt;
    const int end = days[i].second ? days[i + 1].first - 1 : days[i].first;
    for (int day = days[i].first; day <= end; ++day)
      list.numbers.emplace_back(last->day.time_since_epoch().count() - (of_last - day));
  }
  return list;
}

} // namespace

std::optional<BlankValue> study_days_at(const Tokens& tokens, std::size_t at) {
  return list_at(tokens, at, study_day_at);
}

std::optional<BlankValue> dates_at(const Tokens& tokens, std::size_t at) {
  if (auto days = days_of_month_at(tokens, at)) return days;
  if (auto days = days_behind_month_at(tokens, at); days && days->numbers.size() > 1) return days;
  return list_at(tokens, at, date_at);
}

std::optional<BlankValue> weekdays_at(const Tokens& tokens, std::size_t at) {
  return list_at(tokens, at, weekday_at);
}

constexpr int minutes_of_hour = 60, hours_of_day = 24;

std::optional<BlankValue> four_digits_at(const Tokens& tokens, std::size_t at) {
  constexpr std::size_t digits = 4;
  constexpr int hundred = 100;
  const auto number = tokens.whole(at);
  if (!number || tokens[at].size() != digits) return std::nullopt;
  const int hour = *number / hundred, minutes = *number % hundred;
  if (hour >= hours_of_day || minutes >= minutes_of_hour) return std::nullopt;
  return BlankValue{{Decimal(hour * minutes_of_hour + minutes)}, at + 1};
}

std::optional<BlankValue> time_at(const Tokens& tokens, std::size_t at) {
  constexpr int noon = 12;
  const bool has_half = tokens[at + 1] == "午"; // 上午, 下午
  const bool is_before_noon = has_half && tokens[at] == "上";
  const bool is_after_noon = has_half && tokens[at] == "下";
  if (is_before_noon || is_after_noon) at += 2;
  const auto written_hour = tokens.whole(at);
  if (!written_hour) return std::nullopt;
  std::size_t end = at + 1;
  int minutes = 0;
  const bool has_minutes = tokens[end] == ":" && tokens[end + 1].size() == 2;
  if (has_minutes) {
    minutes = tokens.whole(end + 1).value_or(minutes_of_hour);
    end += 2;
  }
  const bool is_chinese = !has_minutes && tokens[end] == "点";
  const bool has_am = tokens[end] == "am", has_pm = tokens[end] == "pm";
  const bool is_told = has_am || has_pm || is_chinese;
  // "1:10" may be a dilution.
  if (!is_told && !(has_minutes && tokens[at].size() == 2)) return std::nullopt;
  if (is_told) ++end;
  const bool is_morning = has_am || is_before_noon, is_evening = has_pm || is_after_noon;
  int hour = *written_hour;
  if ((is_morning || is_evening) && (hour < 1 || hour > noon)) return std::nullopt;
  if (is_morning && hour == noon) hour = 0;
  if (is_evening && hour < noon) hour += noon;
  if (hour < 0 || hour >= hours_of_day || minutes < 0 || minutes >= minutes_of_hour)
    return std::nullopt;
  return BlankValue{{Decimal(hour * minutes_of_hour + minutes)}, end};
}

} // namespace nkdose
