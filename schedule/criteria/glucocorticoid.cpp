#include "schedule/criteria/glucocorticoid.hpp"

#include "dosing/text/quantity_text.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/spelling.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr Decimal of_prednisone = 5_d; // mg
constexpr Decimal most_a_day = 100'000_d;

// One dose of one glucocorticoid.
Reading<PrednisoneEquivalent> read_one(std::string_view text, const GlucocorticoidTable& table) {
  if (read_in_unit(text, "mg/day", most_a_day))
    return TextFault{Fault::unknown_name,
                     fmt::format("{} names no glucocorticoid", in_quotes(text)),
                     "write which one it is: such as \"20 mg/day prednisone\""};
  const auto blank = text.rfind(' ');
  const auto dose =
      read_in_unit(blank == text.npos ? text : text.substr(0, blank), "mg/day", most_a_day);
  if (!dose)
    return TextFault{dose.reason().fault, dose.reason().detail,
                     "write such as \"16 mg/day methylprednisolone\", or \"none\""};
  const std::string name = lower_case(blank == text.npos ? "" : text.substr(blank + 1));
  const auto found = find_in(table.all, name, [](const Glucocorticoid& glucocorticoid) {
    return std::string(glucocorticoid.id.text());
  });
  if (found == table.all.end()) {
    std::vector<std::string_view> known;
    for (const Glucocorticoid& glucocorticoid : table.all)
      known.push_back(glucocorticoid.id.text());
    return TextFault{Fault::unknown_name,
                     fmt::format("{} does not end with a known glucocorticoid", in_quotes(text)),
                     did_you_mean(name, known)};
  }
  const Exact times_five = exact(*dose, of_prednisone);
  return PrednisoneEquivalent{times_five.over(found->most_mg), times_five.over(found->least_mg)};
}

} // namespace

Reading<PrednisoneEquivalent> read_glucocorticoid_dose(std::string_view written,
                                                       const GlucocorticoidTable& table) {
  constexpr std::string_view plus = " + ", none[] = {"none"};
  PrednisoneEquivalent sum;
  if (find_word(written, none)) return sum;
  const std::string plain = plain_spelling(written);
  const std::string_view text = plain;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(plus, from), text.size());
    const auto one = read_one(text.substr(from, end - from), table);
    if (!one) return one.reason();
    sum.low += one->low;
    sum.high += one->high;
    if (sum.high > most_a_day)
      return TextFault{Fault::outside_limits,
                       fmt::format("{} is more than 100 g a day", in_quotes(text)),
                       "check the numbers"};
    from = end == text.size() ? text.size() + 1 : end + plus.size();
  }
  return sum;
}

std::string pattern_of(const GlucocorticoidTable& table) {
  std::string names;
  for (const Glucocorticoid& one : table.all)
    names += fmt::format("{}{}", names.empty() ? "" : "|", pattern_of_choice(one.id.text()));
  const std::string one = fmt::format("{} ({})", pattern_in_unit("mg/day"), names);
  return fmt::format("{1}|{0}( \\+ {0})*", one, pattern_of_choice("none"));
}

} // namespace nkdose
