#include "schedule/instruction/blanks.hpp"

#include "dosing/text/quantity_text.hpp"
#include "dosing/text/search.hpp"
#include "schedule/days/day.hpp"

#include <fmt/format.h>

#include <utility>

namespace nkdose {
namespace {

constexpr Decimal longest_infusion = 240_d; // minutes: what lasts longer is no ordinary infusion
// No dose is larger, and no arithmetic with them leaves the range of a decimal.
constexpr Decimal largest_number = 1'000'000_d;
constexpr int largest_count = 1'000;
constexpr int farthest_day = 366;
constexpr int longest_range = 60; // days

constexpr std::pair<std::string_view, int> numerals[] = {
    {"one", 1},   {"two", 2},   {"three", 3}, {"four", 4}, {"five", 5},    {"six", 6},
    {"seven", 7}, {"eight", 8}, {"nine", 9},  {"ten", 10}, {"twelve", 12}, {"fourteen", 14},
    {"一", 1},    {"二", 2},    {"两", 2},    {"三", 3},   {"四", 4},      {"五", 5},
    {"六", 6},    {"七", 7},    {"八", 8},    {"九", 9},   {"十", 10}};
constexpr std::string_view months[] = {"january",   "february", "march",    "april",
                                       "may",       "june",     "july",     "august",
                                       "september", "october",  "november", "december"};
constexpr std::string_view between_two[] = {",", "and", "&", ";", "及", "和", "/"};
constexpr std::string_view from_to[] = {"to", "through", "thru", "until", "~", "至", "到", "-"};
constexpr std::string_view day_words[] = {"day", "days", "d", "第"};

std::optional<int> whole_at(const Tokens& tokens, std::size_t at) {
  if (const auto number = tokens.whole(at)) return number;
  const auto found = find_in(numerals, tokens[at], [](const auto& one) { return one.first; });
  return found == std::end(numerals) ? std::nullopt : std::optional(found->second);
}

bool has_words(const Tokens& tokens, std::size_t at, std::span<const std::string_view> words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (tokens[at + i] != words[i]) return false;
  return true;
}

const UnitPhrase* longest_unit_at(const Tokens& tokens, std::size_t at,
                                  const Vocabulary& vocabulary) {
  const UnitPhrase* longest = nullptr;
  for (const UnitPhrase& unit : vocabulary.units_beginning_with(tokens[at]))
    if (has_words(tokens, at, unit.words) &&
        (!longest || longest->words.size() < unit.words.size()))
      longest = &unit;
  return longest;
}

std::optional<BlankValue> quantity_at(const Tokens& tokens, std::size_t at, Blank blank,
                                      const Vocabulary& vocabulary) {
  const auto number = tokens.number(at);
  if (!number) return std::nullopt;
  const std::size_t behind = at + (tokens[at + 1] == "-" ? 2 : 1); // "49-mg"
  const UnitPhrase* unit = longest_unit_at(tokens, behind, vocabulary);
  if (!unit || unit->blank != blank || *number > largest_number) return std::nullopt;
  const Decimal value = *number * unit->factor;
  if (blank == Blank::minutes && value > longest_infusion) return std::nullopt;
  return BlankValue{{value}, behind + unit->words.size()};
}

// Of "2 x 49 mg" 49 is no count: a unit stands behind it. Hours stand behind one in "q 12 h".
std::optional<BlankValue> count_at(const Tokens& tokens, std::size_t at,
                                   const Vocabulary& vocabulary) {
  const auto count = whole_at(tokens, at);
  if (count && *count > largest_count) return std::nullopt;
  const UnitPhrase* unit = longest_unit_at(tokens, at + 1, vocabulary);
  if (!count || (unit && unit->blank != Blank::minutes)) return std::nullopt;
  return BlankValue{{Decimal(*count)}, at + 1};
}

// How many zeros a number of cells has behind it, and the first token behind them: "e9", "x 10^9",
// "million". None where they cannot be read.
std::optional<std::pair<int, std::size_t>> zeros_at(const Tokens& tokens, std::size_t at) {
  if (tokens[at] == "million") return std::pair(6, at + 1);
  if (tokens[at] == "billion") return std::pair(9, at + 1);
  const bool is_power = tokens[at] == "x" && tokens.whole(at + 1) == 10;
  const bool has_sign = tokens[at + 2] == "^" || tokens[at + 2] == "*";
  if (!is_power && tokens[at] != "e") return std::pair(0, at);
  const std::size_t exponent = is_power ? at + 3 : at + 1;
  const auto zeros = tokens.whole(exponent);
  if (!zeros || (is_power && !has_sign)) return std::nullopt;
  return std::pair(*zeros, exponent + 1);
}

// "1e9", "1 x 10^9", "1000 million" cells, with what stands between the number and the cells.
std::optional<BlankValue> cells_at(const Tokens& tokens, std::size_t at) {
  const auto number = tokens.number(at);
  const auto zeros = zeros_at(tokens, at + 1);
  if (!number || !zeros) return std::nullopt;
  std::size_t next = zeros->second;
  constexpr std::string_view kinds[] = {"car", "-", "positive", "nk", "+", "viable", "个"};
  while (holds(kinds, tokens[next]))
    ++next;
  const bool is_chinese = tokens[next] == "细" && tokens[next + 1] == "胞";
  if (tokens[next] != "cells" && !is_chinese) return std::nullopt;
  next += is_chinese ? 2 : 1;
  if (tokens[next] == "/" || tokens[next] == "per") return std::nullopt; // of a weight
  const auto cells = read_cells(fmt::format("{}e{} cells", to_text(*number), zeros->first));
  if (!cells) return std::nullopt;
  return BlankValue{{cells->value()}, next};
}

// A study day with its sign: "-5", "minus 5", "+7", "0".
std::optional<BlankValue> day_at(const Tokens& tokens, std::size_t at) {
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

std::optional<int> month_at(const Tokens& tokens, std::size_t at) {
  constexpr std::size_t shortest = 3; // "dec"
  for (std::size_t i = 0; i < std::size(months); ++i)
    if (tokens[at] == months[i] || tokens[at] == months[i].substr(0, shortest) ||
        (i == 8 && tokens[at] == "sept"))
      return static_cast<int>(i) + 1;
  return std::nullopt;
}

std::optional<BlankValue> date_of(std::optional<int> year, std::optional<int> month,
                                  std::optional<int> day, std::size_t end) {
  if (!year || !month || !day || *year < 1000 || *year > 9999 || *month < 1 || *day < 1)
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return BlankValue{{Decimal(Day(date).time_since_epoch().count())}, end};
}

// "2026-12-02", "2026/12/2", "2026年12月2日", "2 Dec 2026", "02-Dec-2026", "Dec 2, 2026": what can
// be read in one way alone.
std::optional<BlankValue> date_at(const Tokens& tokens, std::size_t at) {
  const std::string_view sign = tokens[at + 1];
  if ((sign == "-" || sign == "/") && tokens[at + 3] == sign)
    if (auto date = date_of(tokens.whole(at), tokens.whole(at + 2), tokens.whole(at + 4), at + 5))
      return date;
  if (sign == "年" && tokens[at + 3] == "月" && tokens[at + 5] == "日")
    return date_of(tokens.whole(at), tokens.whole(at + 2), tokens.whole(at + 4), at + 6);
  const std::size_t step = sign == "-" || sign == "/" ? 2 : 1;
  if (tokens.is_number(at)) {
    const std::size_t month = at + step, year = month + (tokens[month + 1] == "-" ? 2 : 1);
    return date_of(tokens.whole(year), month_at(tokens, month), tokens.whole(at), year + 1);
  }
  const std::size_t year = at + (tokens[at + 2] == "," ? 3 : 2);
  return date_of(tokens.whole(year), month_at(tokens, at), tokens.whole(at + 1), year + 1);
}

// One of them, several, or a range: "-5, -4 and -3", "-5 to -3". A range by a hyphen alone is one
// only where no sign can be lost in it.
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

} // namespace

std::optional<BlankValue> value_at(const Tokens& tokens, std::size_t at, Blank blank,
                                   const Vocabulary& vocabulary) {
  switch (blank) {
  case Blank::count:
    return count_at(tokens, at, vocabulary);
  case Blank::days:
    return list_at(tokens, at, day_at);
  case Blank::dates:
    return list_at(tokens, at, date_at);
  case Blank::cells:
    return cells_at(tokens, at);
  default:
    return quantity_at(tokens, at, blank, vocabulary);
  }
}

} // namespace nkdose
