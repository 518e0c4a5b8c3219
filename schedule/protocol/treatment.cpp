#include "schedule/protocol/treatment.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/protocol/site_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {

Problems misfits(const Treatment& treatment, const std::string& protocol_file) {
  Problems problems;
  for (std::size_t i = 0; i < treatment.drugs.size(); ++i) {
    const ProtocolDrug& use = treatment.protocol.drugs[i];
    const Drug& drug = treatment.drugs[i];
    if (use.renal_basis != RenalBasis::none && drug.bands.empty())
      problems.push_back(
          {Fault::contradiction,
           {protocol_file},
           fmt::format("{} has a renal basis, and its drug file no renal bands", drug.id.text()),
           "write renal_basis = \"none\", or add bands to the drug file"});
    const auto lacks_level = [](const RenalBand& band) {
      return band.fraction > Decimal(0) && band.fraction < Decimal(1) && !band.absolute;
    };
    if (use.renal_basis == RenalBasis::absolute && any_of(drug.bands.all(), lacks_level))
      problems.push_back({Fault::contradiction,
                          {protocol_file},
                          fmt::format("{} is reduced to absolute levels, and a band of its drug "
                                      "file has none",
                                      drug.id.text()),
                          "add absolute levels to the drug file, or use fraction"});
  }
  return problems;
}

Problems misfits(const Criteria& criteria, const Protocol& protocol,
                 const std::string& criteria_file) {
  Problems problems;
  if (criteria.protocol != protocol.id)
    problems.push_back({Fault::contradiction,
                        {criteria_file},
                        fmt::format("the criteria belong to {}, and the protocol is {}",
                                    criteria.protocol.text(), protocol.id.text()),
                        "put the protocol's own criteria beside it"});
  std::vector<PlanFact> known(plan_facts().begin(), plan_facts().end());
  for (const ProtocolDrug& drug : protocol.drugs)
    known.push_back({drug.id.text(), "mg/m2/day", FactKind::number, true});
  std::vector<std::string_view> ids;
  for (const PlanFact& one : known)
    ids.push_back(one.id);
  for (const Fact& fact : criteria.facts) {
    if (!fact.is_of_the_plan) continue;
    const auto found = find_in(known, std::string_view(fact.id), &PlanFact::id);
    if (found == known.end())
      problems.push_back({Fault::unknown_name,
                          {criteria_file},
                          fmt::format("the plan knows no fact called {}", in_quotes(fact.id)),
                          did_you_mean(fact.id, ids)});
    else if (found->kind != fact.kind || found->unit != fact.unit)
      problems.push_back({Fault::contradiction,
                          {criteria_file},
                          fmt::format("the plan gives {} in another kind or unit", fact.id),
                          found->unit.empty() ? "write it as a choice"
                                              : fmt::format("write it in {}", found->unit)});
  }
  return problems;
}

namespace {

// What the site lists; otherwise every size that was seen in its source.
VialStock stock_of(const Presentation& presentation, const SitePreparation* site) {
  const bool is_listed = site && !site->vials.empty();
  VialStock stock;
  for (const VialSize& vial : presentation.vials)
    if (is_listed ? holds(site->vials, vial.content) : vial.verified) stock.append(vial.content);
  return stock;
}

// The site's own limit, else the drug file's.
template <class Q>
std::optional<Limit<Q>> limit(const std::optional<Q>& of_site,
                              const std::optional<Limit<Q>>& of_drug) {
  return of_site ? Limit<Q>{*of_site, Standing::established} : of_drug;
}

void put_bags(const SitePreparation* site, std::optional<Volume> wanted,
              PreparationPolicy& policy) {
  const auto put = [&](const InfusionBag& bag) { policy.bags.at(policy.bag_count++) = bag; };
  std::vector<InfusionBag> bags = site ? site->bags : std::vector<InfusionBag>();
  if (wanted) {
    const auto found = find_in(bags, *wanted, &InfusionBag::nominal);
    put(found != bags.end() ? *found : InfusionBag{*wanted, {}});
    if (found != bags.end()) bags.erase(found);
  }
  for (const InfusionBag& bag : bags)
    if (policy.bag_count < most_bag_sizes) put(bag);
}

PreparationPolicy preparation_policy(const Presentation& presentation, const Drug& drug,
                                     const SitePreparation* site, const PreparationChoice& choice) {
  // What the site says about its own presentation does not hold for another one.
  const SitePreparation* same = site && site->presentation == presentation.id ? site : nullptr;
  PreparationPolicy policy{.strength = presentation.strength,
                           .stock = stock_of(presentation, same)};
  put_bags(site, choice.bag, policy);
  if (site) {
    policy.convention = site->convention;
    policy.infusion_time = site->infusion_time;
    policy.lowest = limit(site->lowest, drug.limits.lowest);
    policy.highest = limit(site->highest, drug.limits.highest);
  } else {
    policy.lowest = drug.limits.lowest;
    policy.highest = drug.limits.highest;
  }
  if (same) {
    policy.opened_vial = presentation.single_dose ? std::nullopt : same->opened_vial;
    policy.storage = same->storage;
  }
  policy.longest_storage = drug.limits.storage;
  return policy;
}

RoundingPolicy rounding_policy(const Treatment& treatment, const DrugRounding& rounding,
                               const Presentation* presentation, const VialStock& stock) {
  RoundingPolicy policy = rounding.policy;
  if (!presentation) return policy; // the site's reader has seen that nothing then needs one
  policy.strength = presentation->strength;
  policy.vials = stock;
  if (rounding.volumes) {
    const auto drug_in = [&](Volume volume) {
      return in<DailyDose>((volume * presentation->strength).value());
    };
    policy.by_volume = true;
    policy.step = drug_in(rounding.volumes->step);
    policy.fine_step = drug_in(rounding.volumes->fine_step);
    policy.fine_below = drug_in(rounding.volumes->fine_below);
  }
  if (!rounding.bands.empty())
    policy.bands = &*find_in(treatment.band_tables, rounding.bands, &BandTable::id);
  return policy;
}

DoseRule dose_rule(const Treatment& treatment, std::size_t index, const RuleChoices& choices) {
  const ProtocolDrug& use = treatment.protocol.drugs[index];
  const Drug& drug = treatment.drugs[index];
  DoseRule rule{.drug = use.id,
                .range = use.levels,
                .basis = use.renal_basis,
                .bands = drug.bands,
                .rounding = {},
                .doses = static_cast<int>(use.days.size()),
                .days = {},
                .preparation = std::nullopt};
  std::copy(use.days.begin(), use.days.end(), rule.days.begin());
  if (choices.resumption)
    if (const std::vector<int>* left = choices.resumption->days_of(use.id)) // the last of them
      std::copy(left->begin(), left->end(),
                rule.days.begin() + static_cast<std::ptrdiff_t>(use.days.size() - left->size()));
  const Presentation* presentation = chosen_presentation(treatment, index, choices);
  if (presentation)
    rule.preparation = preparation_policy(*presentation, drug, treatment.site.preparation(use.id),
                                          choices.preparations[index]);
  rule.rounding = rounding_policy(treatment, treatment.site.rounding(use.id), presentation,
                                  rule.preparation ? rule.preparation->stock : VialStock());
  return rule;
}

CellRule cell_rule(const Treatment& treatment, const RuleChoices& choices) {
  const Protocol& protocol = treatment.protocol;
  CellRule rule{.tier_count = protocol.cell_tiers.size(),
                .infusions =
                    static_cast<int>(protocol.infusions[choices.infusion_list].days.size()),
                .giving = protocol.giving,
                .range_is_per_infusion = protocol.range_is_per_infusion,
                .limits = cell_limits(treatment).limits};
  std::copy(protocol.cell_tiers.begin(), protocol.cell_tiers.end(), rule.tiers.begin());
  return rule;
}

} // namespace

CellLimitTable cell_limits(const Treatment& treatment) {
  const CellLimitTable &protocol = treatment.protocol.cell_limits,
                       &site = treatment.site.cell_limits;
  return is_built_in(treatment.site) ? laid_over(site, protocol) : stricter_of(protocol, site);
}

const Presentation* chosen_presentation(const Treatment& treatment, std::size_t drug,
                                        const RuleChoices& choices) {
  const SitePreparation* site = treatment.site.preparation(treatment.protocol.drugs[drug].id);
  const Name of_case = choices.preparations[drug].presentation;
  const Name wanted = !of_case.empty() ? of_case : site ? site->presentation : Name();
  return treatment.drugs[drug].presentation(wanted);
}

TreatmentRule treatment_rule(const Treatment& treatment, const RuleChoices& choices) {
  const Protocol& protocol = treatment.protocol;
  const Site& site = treatment.site;
  const SurfaceFormula* named = site.formula ? site.formula : protocol.formula;
  TreatmentRule rule;
  rule.formula = choices.formula ? choices.formula : named;
  rule.formula_named = rule.formula == site.formula || rule.formula == protocol.formula;
  rule.surface_rounding = site.surface_rounding;
  rule.surface_cap = protocol.surface_cap;
  rule.clearance_weight = protocol.clearance_weight;
  rule.lowest_clearance = protocol.lowest_clearance;
  rule.youngest = protocol.youngest;
  rule.oldest = protocol.oldest;
  rule.weight_days = site.weight_days;
  rule.creatinine_days = site.creatinine_days;
  rule.drug_count = protocol.drugs.size();
  for (std::size_t i = 0; i < protocol.drugs.size(); ++i)
    rule.drugs[i] = dose_rule(treatment, i, choices);
  rule.cells = cell_rule(treatment, choices);
  return rule;
}

} // namespace nkdose
