#include "cli/fhir/ucum.hpp"

#include "dosing/text/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace nkdose {
namespace {

struct Atom {
  std::string_view code;
  UcumUnit unit;
  bool takes_prefix = false;
};
constexpr UcumUnit of(UcumFactor factor, std::array<int, UcumUnit::bases> exponents) {
  return {factor, exponents};
}
// UCUM 2.1. A pound is 453.59237 g, an inch 2.54 cm, a year 365.25 d.
constexpr Atom atoms[] = {
    {"m", of({1, 1}, {1, 0, 0, 0}), true},
    {"g", of({1, 1}, {0, 1, 0, 0}), true},
    {"s", of({1, 1}, {0, 0, 1, 0}), true},
    {"mol", of({1, 1}, {0, 0, 0, 1}), true},
    {"L", of({1, 1000}, {3, 0, 0, 0}), true},
    {"l", of({1, 1000}, {3, 0, 0, 0}), true},
    {"min", of({60, 1}, {0, 0, 1, 0})},
    {"h", of({3600, 1}, {0, 0, 1, 0})},
    {"d", of({86'400, 1}, {0, 0, 1, 0})},
    {"wk", of({604'800, 1}, {0, 0, 1, 0})},
    {"mo", of({2'629'800, 1}, {0, 0, 1, 0})},
    {"a", of({31'557'600, 1}, {0, 0, 1, 0})},
    {"[in_i]", of({254, 10'000}, {1, 0, 0, 0})},
    {"[ft_i]", of({3048, 10'000}, {1, 0, 0, 0})},
    {"[lb_av]", of({45'359'237, 100'000}, {0, 1, 0, 0})},
    {"[oz_av]", of({45'359'237, 1'600'000}, {0, 1, 0, 0})},
    {"10*", of({10, 1}, {})},
    {"10^", of({10, 1}, {})},
    {"%", of({1, 100}, {})},
};
struct Prefix {
  std::string_view code;
  UcumFactor factor;
};
constexpr Prefix prefixes[] = {{"k", {1000, 1}}, {"d", {1, 10}},        {"c", {1, 100}},
                               {"m", {1, 1000}}, {"u", {1, 1'000'000}}, {"n", {1, 1'000'000'000}}};

// Nothing where the numbers do not fit.
std::optional<UcumFactor> times(UcumFactor a, UcumFactor b) {
  UcumFactor result;
  if (__builtin_mul_overflow(a.numerator, b.numerator, &result.numerator) ||
      __builtin_mul_overflow(a.denominator, b.denominator, &result.denominator) ||
      result.numerator == 0)
    return std::nullopt;
  const std::int64_t common = std::gcd(result.numerator, result.denominator);
  return UcumFactor{result.numerator / common, result.denominator / common};
}

std::optional<UcumUnit> times(UcumUnit a, const UcumUnit& b, int power) {
  const bool is_below = power < 0;
  const UcumFactor once =
      is_below ? UcumFactor{b.factor.denominator, b.factor.numerator} : b.factor;
  for (int i = 0; i < std::abs(power); ++i) {
    const auto factor = times(a.factor, once);
    if (!factor) return std::nullopt;
    a.factor = *factor;
  }
  for (std::size_t i = 0; i < a.exponents.size(); ++i)
    a.exponents[i] += power * b.exponents[i];
  return a;
}

std::optional<UcumUnit> simple_unit(std::string_view code) {
  if (const auto atom = find_in(atoms, code, &Atom::code); atom != std::end(atoms))
    return times(UcumUnit(), atom->unit, 1);
  for (const Prefix& prefix : prefixes) {
    if (!code.starts_with(prefix.code)) continue;
    const auto atom = find_in(atoms, code.substr(prefix.code.size()), &Atom::code);
    if (atom != std::end(atoms) && atom->takes_prefix)
      return times({prefix.factor, {}}, atom->unit, 1);
  }
  return std::nullopt;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// From left to right, as UCUM says: "/" divides by the next component alone.
class UcumReader {
public:
  explicit UcumReader(std::string_view text) : rest_(text) {}

  std::optional<UcumExpression> read() && {
    const auto unit = term();
    if (!unit || !rest_.empty()) return std::nullopt;
    UcumExpression result{*unit, std::move(annotations_), {}};
    if (has_point_behind_slash_) {
      const std::string below = fmt::format("{}", fmt::join(below_, " x "));
      result.misread = fmt::format("{} / ", fmt::join(above_, " x ")) +
                       (below_.size() > 1 ? fmt::format("({})", below) : below);
    }
    return result;
  }

private:
  static constexpr int deepest = 4;
  static constexpr int highest_power = 12;

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::optional<UcumUnit> term() {
    if (++depth_ > deepest) return std::nullopt;
    UcumUnit unit;
    bool is_below = take('/'), has_slash = is_below;
    for (;;) {
      const std::string_view before = rest_;
      const auto part = component();
      if (!part) return std::nullopt;
      if (depth_ == 1)
        (is_below ? below_ : above_).emplace_back(before.substr(0, before.size() - rest_.size()));
      const auto product = times(unit, *part, is_below ? -1 : 1);
      if (!product) return std::nullopt;
      unit = *product;
      if (take('/')) {
        is_below = has_slash = true;
      } else if (take('.')) {
        is_below = false;
        has_point_behind_slash_ = has_point_behind_slash_ || has_slash;
      } else {
        break;
      }
    }
    --depth_;
    return unit;
  }

  std::optional<UcumUnit> component() {
    if (take('(')) {
      const auto inner = term();
      return inner && take(')') ? inner : std::nullopt;
    }
    if (rest_.starts_with('{')) return annotation() ? std::optional(UcumUnit()) : std::nullopt;
    const auto unit = is_factor() ? factor() : annotatable();
    if (!unit || (rest_.starts_with('{') && !annotation())) return std::nullopt;
    return unit;
  }

  // UCUM has no decimal point: 1.73 is 1 x 73. "24", but not "10*" and "10^", which are units.
  bool is_factor() const {
    return !rest_.empty() && is_digit(rest_.front()) && !rest_.starts_with("10*") &&
           !rest_.starts_with("10^");
  }
  std::optional<int> number() {
    constexpr std::size_t longest = 6;
    std::size_t length = 0;
    int value = 0;
    for (; length < rest_.size() && length < longest && is_digit(rest_[length]); ++length)
      value = 10 * value + (rest_[length] - '0');
    if (length == 0) return std::nullopt;
    rest_.remove_prefix(length);
    return value;
  }
  std::optional<UcumUnit> factor() {
    const auto value = number();
    return value && *value > 0 ? std::optional(UcumUnit{{*value, 1}, {}}) : std::nullopt;
  }

  std::optional<UcumUnit> annotatable() {
    const auto unit = simple_unit(take_symbol());
    if (!unit) return std::nullopt;
    const bool is_below = take('-');
    const bool is_signed = is_below || take('+');
    const auto power = number();
    if ((is_signed && !power) || power.value_or(1) > highest_power) return std::nullopt;
    return times(UcumUnit(), *unit, is_below ? -power.value_or(1) : power.value_or(1));
  }
  std::string_view take_symbol() {
    std::size_t length = rest_.starts_with("10*") || rest_.starts_with("10^") ? 3
                         : rest_.starts_with('[')                             ? rest_.find(']') + 1
                                                                              : 0;
    if (length == 0) length = std::min(rest_.find_first_of("0123456789+-./(){}"), rest_.size());
    const std::string_view symbol = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return symbol;
  }
  bool annotation() {
    const auto end = rest_.find('}');
    if (end == rest_.npos || rest_.substr(1, end - 1).find('{') != rest_.npos) return false;
    annotations_.emplace_back(rest_.substr(1, end - 1));
    rest_.remove_prefix(end + 1);
    return true;
  }

  std::string_view rest_;
  int depth_ = 0;
  std::vector<std::string> annotations_, above_, below_;
  bool has_point_behind_slash_ = false;
};

} // namespace

std::optional<UcumExpression> read_ucum(std::string_view text) {
  constexpr std::size_t longest = 100;
  if (text.size() > longest) return std::nullopt;
  return UcumReader(text).read();
}

} // namespace nkdose
