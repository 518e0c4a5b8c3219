#include "cli/case/case_limits.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/utf8.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/protocol/library.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

bool is_plain(std::string_view text) {
  for (const char c : text)
    if (c <= ' ' || c > '~') return false;
  return !text.empty();
}

} // namespace

std::optional<TextFault> unusable_patient_id(std::string_view id) {
  if (is_plain(id) && id.size() <= longest_patient_id) return std::nullopt;
  if (!is_printable(id))
    return TextFault{Fault::text,
                     fmt::format("{} has characters that cannot be printed", in_quotes(id)),
                     "remove control, bidirectional and invisible characters"};
  if (is_blank(id) || character_count(id) > longest_patient_id)
    return TextFault{Fault::text,
                     fmt::format("{} has {} characters", in_quotes(id), character_count(id)),
                     fmt::format("write 1 to {} printable characters", longest_patient_id)};
  return std::nullopt;
}

std::optional<TextFault> impossible_level(DoseLevel level) {
  if (is_possible(level)) return std::nullopt;
  return TextFault{Fault::outside_limits,
                   fmt::format("{} mg/m2/day is outside 0.001 to 100,000 mg/m2/day",
                               to_grouped_text(level.value())),
                   "check the number, or leave the key out"};
}

std::optional<TextFault> misfitting_level(const CellLevel& level, ActualWeight weight,
                                          const Protocol& protocol) {
  const bool is_per_kg = std::holds_alternative<CellsPerKilogram>(level);
  const auto& tiers = protocol.cell_tiers;
  const auto is_other = [&](const CellTier& tier) { return tier.is_per_kg() != is_per_kg; };
  if (!any_of(tiers, is_other)) return std::nullopt; // whatever the weight
  CellRule rule;
  rule.tier_count = tiers.size();
  std::copy(tiers.begin(), tiers.end(), rule.tiers.begin());
  if (!is_other(rule.tier_for(weight))) return std::nullopt;
  return TextFault{Fault::contradiction,
                   is_per_kg
                       ? "the level is per kg, and the protocol's range for this weight is not"
                       : "the protocol's range for this weight is per kg, and the level is not",
                   is_per_kg ? "write cells = \"1e9 cells\"" : "write cells = \"1e6 cells/kg\""};
}

std::optional<TextFault> unplannable_day_zero(Day day) {
  if (is_plannable(day)) return std::nullopt;
  return TextFault{Fault::outside_limits, fmt::format("{} is outside 1990 to 2100", iso_date(day)),
                   "check the year"};
}

TextFault unknown_protocol(std::string_view name) {
  return {Fault::unknown_name, fmt::format("no protocol is called {}", in_quotes(name)),
          did_you_mean(name, built_in_ids("protocols"))};
}

std::optional<TextFault> other_protocol(std::string_view name, const Protocol& protocol) {
  if (name == protocol.id.text()) return std::nullopt;
  if (!built_in("protocols", name)) return unknown_protocol(name);
  return TextFault{Fault::contradiction,
                   fmt::format("the case names {}, and the protocol used is \"{}\"",
                               in_quotes(name), protocol.id.text()),
                   "give the case the protocol it was written for"};
}

} // namespace nkdose
