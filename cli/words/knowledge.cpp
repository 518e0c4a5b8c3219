#include "cli/words/knowledge.hpp"

#include "cli/words/cell_words.hpp"
#include "cli/words/criteria_words.hpp"
#include "dosing/drug/bands_file.hpp"
#include "dosing/text/document.hpp"
#include "dosing/text/quantity_text.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/sha256.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/calendar/calendar.hpp"
#include "schedule/criteria/screening_facts_file.hpp"
#include "schedule/findings.hpp"
#include "schedule/plan/plan_review.hpp"
#include "schedule/protocol/built_in_file.hpp"
#include "schedule/protocol/library.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

constexpr std::string_view topics[] = {"formulas", "drugs",      "protocols", "criteria",
                                       "bands",    "escalation", "findings",  "units"};

std::vector<KnownThing> formulas() {
  std::vector<KnownThing> entries;
  for (const SurfaceFormula& formula : surface_formulas())
    entries.push_back({std::string(formula.id),
                       std::string(formula.equation),
                       {{"citation", std::string(formula.citation)},
                        {"population", std::string(formula.population)},
                        {"use", formula.use == Use::dosing ? "dosing" : "comparison only"},
                        {"sex", formula.needs_sex ? "needed" : "not used"},
                        {"verified", formula.verified ? "yes" : "no"}}});
  return entries;
}

std::vector<KnownThing> drugs() {
  std::vector<KnownThing> entries;
  for (const std::string_view id : built_in_ids("drugs")) {
    const Drug drug = built_in_drug(*built_in("drugs", id));
    std::string bands;
    for (const RenalBand& band : drug.bands.all())
      bands += fmt::format(
          "{}from {} mL/min {}", bands.empty() ? "" : ", ", to_text(band.from.quantity().value()),
          band.fraction == Decimal(0) ? "withheld" : "x " + to_text(band.fraction));
    KnownThing entry{
        std::string(id),
        drug.name,
        {{"renal", bands.empty() ? "no renal rule" : bands}, {"source", drug.bands_source}}};
    for (const Presentation& presentation : drug.presentations) {
      std::string vials;
      for (const VialSize& vial : presentation.vials)
        vials += fmt::format("{}{} mg{}", vials.empty() ? "" : ", ",
                             to_grouped_text(vial.content.value()),
                             vial.source.ends_with("[unverified]") ? " [unverified]" : "");
      entry.details.push_back(
          {std::string(presentation.id.text()),
           fmt::format("{}; vials of {}; {}", presentation.text, vials, presentation.source)});
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::vector<KnownThing> bands() {
  std::vector<KnownThing> entries;
  for (const std::string_view id : built_in_ids("bands")) {
    const DataFile file = *built_in("bands", id);
    const auto table = read_band_table(*read_toml(file.text, std::string(id)), sha256(file.text));
    entries.push_back(
        {std::string(id),
         table->title,
         {{"bands", std::to_string(table->bands.size())},
          {"doses", fmt::format("{} to {} mg", to_grouped_text(table->bands.front().dose.value()),
                                to_grouped_text(table->bands.back().dose.value()))},
          {"source", table->source},
          {"sha256", table->sha256}}});
  }
  return entries;
}

// "escalate at 0 to 1, stay at 2", the counts of patients with a toxicity.
std::string action_words(const EscalationRow& row) {
  std::string words;
  int begin = 0;
  for (std::size_t i = 0; i < row.ends.size(); ++i) {
    if (row.ends[i] == begin) continue;
    words += fmt::format("{}{} at {}", words.empty() ? "" : ", ",
                         to_text(static_cast<EscalationAction>(i)), begin);
    if (row.ends[i] - 1 > begin) words += fmt::format(" to {}", row.ends[i] - 1);
    begin = row.ends[i];
  }
  return words;
}

std::vector<KnownThing> escalation() {
  std::vector<KnownThing> entries;
  for (const std::string_view id : built_in_ids("escalation")) {
    const EscalationDesign design = built_in_design(*built_in("escalation", id));
    KnownThing entry{std::string(id), design.title, {}};
    for (const EscalationRow& row : design.rows)
      entry.details.push_back({fmt::format("of {}", row.seen), action_words(row)});
    for (std::size_t i = 0; i < design.words.size(); ++i)
      if (i < escalation_actions || design.maximum_from > 0)
        entry.details.push_back(
            {std::string(to_text(static_cast<EscalationAction>(i))), design.words[i]});
    entry.details.push_back({"source", design.source});
    entry.details.push_back({"sha256", design.sha256});
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::string day_names(const std::vector<int>& days) {
  std::string names;
  for (const int day : days)
    names += fmt::format("{}{}", names.empty() ? "" : ", ", day_name(day));
  return names;
}

std::string drug_days(const Protocol& protocol, const ProtocolDrug& drug) {
  if (!protocol.gap_is_chosen) return day_names(drug.days);
  return fmt::format("{} days: {} from the last lymphodepletion day", drug.days.size(),
                     fmt::join(drug.days, ", "));
}

// "2 to 14 days from the last lymphodepletion day to the infusion, the case chooses".
std::string gap_words(const Protocol& protocol) {
  const auto& window = protocol.gap_window_days;
  if (!window && !protocol.gap_is_chosen) return "";
  return fmt::format("{} from the last lymphodepletion day to the infusion{}",
                     window ? fmt::format("{} to {} days", window->first, window->second)
                            : std::string("no window"),
                     protocol.gap_is_chosen ? ", the case chooses" : "");
}

// "5 x 10^8 to 3 x 10^9 CAR-positive NK cells (3,000 million)", a range a weight tier.
std::string cell_ranges(const Protocol& protocol) {
  std::string ranges;
  for (const CellTier& tier : protocol.cell_tiers) {
    const std::string up_to =
        tier.up_to ? fmt::format("up to {} kg ", to_text(tier.up_to->quantity().value())) : "";
    std::string range;
    if (const auto* flat = std::get_if<FlatRange>(&tier.range)) {
      range = fmt::format("{} to {}", power_of_ten_text(flat->floor),
                          cell_text(flat->ceiling, protocol.cell_name));
    } else {
      const auto& per_kg = std::get<PerKilogramRange>(tier.range);
      const auto of = [](CellsPerKilogram level) {
        return power_of_ten_text(in<CellCount>(level.value()));
      };
      range =
          fmt::format("{} to {} {}/kg", of(per_kg.floor), of(per_kg.ceiling), protocol.cell_name);
      if (per_kg.cap) range += fmt::format(", at most {}", cell_text(*per_kg.cap, "cells"));
    }
    ranges += fmt::format("{}{}{}", ranges.empty() ? "" : "; ", up_to, range);
  }
  return ranges;
}

std::vector<KnownThing> protocols() {
  std::vector<KnownThing> entries;
  for (const std::string_view id : built_in_ids("protocols")) {
    const auto treatment =
        load_treatment(*built_in("protocols", id), *built_in("sites", "default"));
    const Protocol& protocol = treatment->protocol;
    KnownThing entry{
        std::string(id), protocol.title, {{"version", std::to_string(protocol.version)}}};
    for (const ProtocolDrug& drug : protocol.drugs)
      entry.details.push_back(
          {std::string(drug.id.text()),
           fmt::format("{} to {} mg/m2/day on {}", to_text(drug.levels.low.value()),
                       to_text(drug.levels.high.value()), drug_days(protocol, drug))});
    if (const std::string words = gap_words(protocol); !words.empty())
      entry.details.push_back({"gap", words});
    entry.details.push_back({"cells", cell_ranges(protocol)});
    std::string lists, sources;
    for (const InfusionList& list : protocol.infusions) {
      lists += fmt::format("{}[{}]", lists.empty() ? "" : " or ", fmt::join(list.days, ", "));
      sources += fmt::format("{}{}", sources.empty() ? "" : "; ", list.source);
    }
    entry.details.push_back({"infusion_days", lists});
    entry.details.push_back({"infusion_source", sources});
    entry.details.push_back({"sha256", protocol.sha256});
    entries.push_back(std::move(entry));
  }
  return entries;
}

KnownThing entry_of(const FindingText& text) {
  return {std::string(text.code.text()),
          std::string(text.title),
          {{"severity", std::string(to_text(text.severity))},
           {"when", std::string(text.when)},
           {"action", std::string(text.action)},
           {"source", std::string(text.source)}}};
}

KnownThing entry_of(const FaultRow& row) {
  return {std::string(row.code),
          std::string(row.title),
          {{"severity", "error"},
           {"when", "the input cannot be read: nothing is computed, exit code 2"},
           {"action", "each message says what to write instead"}}};
}

std::vector<KnownThing> findings() {
  std::vector<KnownThing> entries;
  for (const FindingText* text : all_finding_texts())
    entries.push_back(entry_of(*text));
  for (const FaultRow& row : fault_table())
    entries.push_back(entry_of(row));
  return entries;
}

std::vector<KnownThing> units() {
  std::vector<KnownThing> entries;
  for (const Measure* measure : measures()) {
    std::string symbols;
    for (const UnitSymbol& unit : measure->units)
      symbols += fmt::format("{}{}", symbols.empty() ? "" : ", ", unit.symbol);
    entries.push_back({std::string(measure->name),
                       symbols,
                       {{"example", fmt::format("\"{}\"", measure->example)},
                        {"exponent", measure->exponent ? "allowed" : "not allowed"}}});
  }
  return entries;
}

// Each criterion with the facts that it asks for, by their keys in [screening].
std::vector<KnownThing> entries_of(const Criteria& criteria) {
  std::vector<KnownThing> entries;
  for (std::size_t place = 0; place < criteria.criteria.size(); ++place) {
    const Criterion& criterion = criteria.criteria[place];
    KnownThing entry{criterion.id,
                     criterion.text,
                     {{"kind", std::string(to_text(criterion.kind))},
                      {"indication", criterion.indication},
                      {"rule", rule_words(criterion.rule, criteria)}}};
    for (std::size_t i = 0; i < criteria.facts.size(); ++i)
      if (const Fact& fact = criteria.facts[i]; asks_for(criterion.rule, i))
        entry.details.push_back(
            {fact.id, fmt::format("{} ({})", fact.question,
                                  fact.is_of_the_plan ? "the plan knows it" : expected(fact))});
    for (const Ambiguity& ambiguity : criteria.ambiguities)
      if (holds(ambiguity.criteria, place))
        entry.details.push_back(
            {fmt::format("ambiguity_{}", ambiguity.number),
             fmt::format("{}. Read as: {}", ambiguity.text, ambiguity.reading)});
    entry.details.push_back({"source", criterion.source});
    entries.push_back(std::move(entry));
  }
  return entries;
}

} // namespace

std::span<const std::string_view> list_topics() {
  return topics;
}

std::vector<KnownThing> known_things(std::string_view topic, const Criteria* criteria) {
  if (criteria) return entries_of(*criteria);
  if (topic == "formulas") return formulas();
  if (topic == "drugs") return drugs();
  if (topic == "protocols") return protocols();
  if (topic == "bands") return bands();
  if (topic == "escalation") return escalation();
  if (topic == "findings") return findings();
  return units();
}

std::optional<KnownThing> explained(std::string_view code) {
  const std::vector<KnownThing> all = findings();
  const auto found = find_in(all, code, &KnownThing::id);
  if (found == all.end()) return std::nullopt;
  return *found;
}

std::span<const std::string_view> explainable_codes() {
  static const std::vector<std::string_view> codes = [] {
    std::vector<std::string_view> result;
    for (const FindingText* text : all_finding_texts())
      result.push_back(text->code.text());
    for (const FaultRow& row : fault_table())
      result.push_back(row.code);
    return result;
  }();
  return codes;
}

} // namespace nkdose
