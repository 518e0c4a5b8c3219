#include "schedule/protocol/escalation_rule.hpp"

#include "dosing/text/quantity_text.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

template <class Part>
void lay(std::optional<Part>& under, const std::optional<Part>& over) {
  if (over) under = over;
}

Decimal number_of(const CellLevel& level) {
  return std::visit([](auto quantity) { return quantity.value(); }, level);
}

} // namespace

std::optional<TextFault> size_misfit(const EscalationRule& rule) {
  if (!rule.design || !rule.cohort_size) return std::nullopt;
  const int size = rule.cohort_size->value;
  if (any_of(rule.design->value.rows,
             [&](const EscalationRow& row) { return row.seen % size == 0; }))
    return std::nullopt;
  return TextFault{Fault::contradiction,
                   fmt::format("the design has no row for a multiple of {} patients", size),
                   "see nkdose list escalation"};
}

EscalationRule laid_over(const EscalationRule& rule, const EscalationRule& other) {
  EscalationRule result = rule;
  lay(result.design, other.design);
  lay(result.levels, other.levels);
  lay(result.stagger, other.stagger);
  lay(result.window, other.window);
  lay(result.cohort_size, other.cohort_size);
  return result;
}

Reading<Stagger> read_stagger(std::string_view text) {
  const auto blank = text.rfind(' ');
  const std::string_view last = blank == text.npos ? "" : text.substr(blank + 1);
  const auto scope = find_in(stagger_scope_words, last);
  if (scope == stagger_scope_words.end())
    return TextFault{
        Fault::missing_key,
        fmt::format("{} does not say whom the next patient waits for", in_quotes(text)),
        "write \"14 d first\" (the level's first patient) or \"14 d each\" (the one "
        "before)"};
  const auto days = read_days(text.substr(0, blank));
  if (!days) return days.reason();
  if (*days < 1 || *days > longest_stagger)
    return TextFault{Fault::outside_limits,
                     fmt::format("{} d is outside 1 to {} d", *days, longest_stagger),
                     "check the number"};
  return Stagger{*days, static_cast<StaggerScope>(scope - stagger_scope_words.begin())};
}

bool is_lower(const CellLevel& level, const CellLevel& other) {
  if (level.index() != other.index()) return level.index() < other.index();
  return number_of(level) < number_of(other);
}

bool is_within(const std::vector<CellTier>& tiers, const CellLevel& level) {
  return any_of(tiers, [&](const CellTier& tier) {
    if (const auto* flat = std::get_if<FlatRange>(&tier.range)) {
      const auto* count = std::get_if<CellCount>(&level);
      return count && flat->floor <= *count && *count <= flat->ceiling;
    }
    const auto& range = std::get<PerKilogramRange>(tier.range);
    const auto* per_kg = std::get_if<CellsPerKilogram>(&level);
    return per_kg && range.floor <= *per_kg && *per_kg <= range.ceiling;
  });
}

std::optional<TextFault> impossible_level(const CellLevel& level) {
  if (std::visit([](auto one) { return is_possible(one); }, level)) return std::nullopt;
  return TextFault{Fault::outside_limits, "a cell level is 1 to 1e14 cells, or at most 1e11 per kg",
                   "check the exponent"};
}

} // namespace nkdose
