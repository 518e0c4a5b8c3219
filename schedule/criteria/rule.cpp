#include "schedule/criteria/rule.hpp"

#include "dosing/text/quantity_text.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr int longest_months = 1200, longest_days = 36'500;

} // namespace

Reading<Span> read_span(std::string_view text) {
  struct Word {
    std::string_view unit;
    int months, days;
  };
  constexpr Word words[] = {{"day", 0, 1}, {"week", 0, 7}, {"month", 1, 0}, {"year", 12, 0}};
  for (const Word& word : words) {
    const auto count = read_in_unit(text, word.unit, 1000);
    if (!count || cut_to(*count, 0) != *count) continue;
    const int number = static_cast<int>(count->billionths() / Decimal::scale);
    if (number * word.months > longest_months || number * word.days > longest_days) continue;
    return Span{number * word.months, number * word.days};
  }
  return TextFault{Fault::number, fmt::format("{} is not a span of time", in_quotes(text)),
                   "write such as \"14 days\", \"12 weeks\", \"6 months\" or \"1 year\""};
}

Day moved(Day day, Span span, int sign) {
  return months_later(day, sign * span.months) + std::chrono::days(sign * span.days);
}

bool asks_for(const Rule& rule, std::size_t fact) {
  bool found = false;
  for_each_leaf(rule, [&](const Rule& leaf) {
    if (leaf.kind != Rule::Kind::test) return;
    const DateAnchor& anchor = leaf.test.anchor;
    found |=
        leaf.test.fact == fact || (anchor.kind == DateAnchor::Kind::fact && anchor.fact == fact);
  });
  return found;
}

} // namespace nkdose
