#include "schedule/instruction/blanks.hpp"

#include "dosing/text/quantity_text.hpp"
#include "dosing/text/search.hpp"
#include "schedule/instruction/days_in_words.hpp"

#include <fmt/format.h>

#include <utility>

namespace nkdose {
namespace {

// What one ordinary infusion is: bounds of this program's own, no rule of a drug. Beyond them a
// slip of the pen or of a unit is likelier, and a person looks.
struct Bounds {
  Decimal least, most;
  bool hold(Decimal value) const { return value >= least && value <= most; }
};
constexpr Bounds ordinary_bag{10_d, 3'000_d};   // mL
constexpr Bounds ordinary_duration{5_d, 240_d}; // minutes
constexpr Bounds ordinary_rate{10_d, 2'000_d};  // mL/h
// No dose is larger, and no arithmetic with them leaves the range of a decimal.
constexpr Decimal largest_number = 1'000'000_d;
constexpr int largest_count = 1'000;

constexpr std::pair<std::string_view, int> numerals[] = {
    {"one", 1},   {"two", 2},   {"three", 3}, {"four", 4}, {"five", 5},    {"six", 6},
    {"seven", 7}, {"eight", 8}, {"nine", 9},  {"ten", 10}, {"twelve", 12}, {"fourteen", 14},
    {"一", 1},    {"二", 2},    {"两", 2},    {"三", 3},   {"四", 4},      {"五", 5},
    {"六", 6},    {"七", 7},    {"八", 8},    {"九", 9},   {"十", 10}};
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
  if (blank == Blank::minutes && !ordinary_duration.hold(value)) return std::nullopt;
  if (blank == Blank::ml_per_hour && !ordinary_rate.hold(value)) return std::nullopt;
  return BlankValue{{value}, behind + unit->words.size()};
}

std::optional<BlankValue> bag_at(const Tokens& tokens, std::size_t at,
                                 const Vocabulary& vocabulary) {
  auto volume = quantity_at(tokens, at, Blank::ml, vocabulary);
  return volume && ordinary_bag.hold(volume->numbers[0]) ? volume : std::nullopt;
}

// With what its last written place is worth: 1.6 m2 is 1.62 m2 to whoever writes one decimal.
std::optional<BlankValue> measured_at(const Tokens& tokens, std::size_t at, Blank blank,
                                      const Vocabulary& vocabulary) {
  auto value = quantity_at(tokens, at, blank, vocabulary);
  if (!value) return std::nullopt;
  const std::string_view digits = tokens[at];
  const std::size_t point = digits.find('.');
  Decimal place = 1_d;
  for (std::size_t i = point; point != digits.npos && i + 1 < digits.size(); ++i)
    place = place / 10_d;
  value->numbers.push_back(place);
  return value;
}

// Of "2 x 49 mg" 49 is no count: a unit stands behind it; nor is 10 of "x 10^9". Hours stand behind
// one in "q 12 h".
std::optional<BlankValue> count_at(const Tokens& tokens, std::size_t at,
                                   const Vocabulary& vocabulary) {
  const auto count = whole_at(tokens, at);
  if (count && *count > largest_count) return std::nullopt;
  const UnitPhrase* unit = longest_unit_at(tokens, at + 1, vocabulary);
  if (tokens[at + 1] == "^") return std::nullopt;
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

// "10^9" is 1 x 10^9: its zeros, and the first token behind it.
std::optional<std::pair<int, std::size_t>> power_of_ten_at(const Tokens& tokens, std::size_t at) {
  if (tokens.whole(at) != 10 || (tokens[at + 1] != "^" && tokens[at + 1] != "*"))
    return std::nullopt;
  const auto zeros = tokens.whole(at + 2);
  return zeros ? std::optional(std::pair(*zeros, at + 3)) : std::nullopt;
}

// "1e9", "1 x 10^9", "10^9", "1000 million" cells, with what stands between the number and the
// cells.
std::optional<BlankValue> cells_at(const Tokens& tokens, std::size_t at) {
  if (at > 0 && tokens[at - 1] == "^") return std::nullopt; // an exponent is no number of cells
  const auto power = power_of_ten_at(tokens, at);
  const auto number = power ? std::optional(1_d) : tokens.number(at);
  const auto zeros = power ? power : zeros_at(tokens, at + 1);
  if (!number || !zeros) return std::nullopt;
  std::size_t next = zeros->second;
  constexpr std::string_view kinds[] = {"car", "-", "positive", "nk", "+", "viable", "个"};
  while (holds(kinds, tokens[next]))
    ++next;
  const bool is_chinese = tokens[next] == "细" && tokens[next + 1] == "胞";
  // A power of ten is a number of nothing else in such an order: "1 x 10^9".
  const bool has_cells = tokens[next] == "cells" || is_chinese;
  if (!has_cells && zeros->first == 0) return std::nullopt;
  if (has_cells)
    next += is_chinese ? 2 : 1;
  else
    next = zeros->second;
  if (tokens[next] == "/" || tokens[next] == "per") return std::nullopt; // of a weight
  const auto cells = read_cells(fmt::format("{}e{} cells", to_text(*number), zeros->first));
  if (!cells) return std::nullopt;
  return BlankValue{{cells->value()}, next};
}

} // namespace

std::optional<BlankValue> value_at(const Tokens& tokens, std::size_t at, Blank blank,
                                   const Vocabulary& vocabulary) {
  switch (blank) {
  case Blank::count:
    return count_at(tokens, at, vocabulary);
  case Blank::days:
    return study_days_at(tokens, at);
  case Blank::dates:
    return dates_at(tokens, at);
  case Blank::weekdays:
    return weekdays_at(tokens, at);
  case Blank::time:
    return time_at(tokens, at);
  case Blank::bag_ml:
    return bag_at(tokens, at, vocabulary);
  case Blank::hhmm:
    return four_digits_at(tokens, at);
  case Blank::cells:
    return cells_at(tokens, at);
  case Blank::kg:
  case Blank::m2:
  case Blank::cm:
    return measured_at(tokens, at, blank, vocabulary);
  default:
    return quantity_at(tokens, at, blank, vocabulary);
  }
}

} // namespace nkdose
