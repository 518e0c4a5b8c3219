#include "schedule/treatment.hpp"

#include "dosing/search.hpp"

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
          {Fault::contradiction, protocol_file,
           fmt::format("{} has a renal basis, and its drug file no renal bands", drug.id.text()),
           "write renal_basis = \"none\", or add bands to the drug file"});
    const auto lacks_level = [](const RenalBand& band) {
      return band.fraction > Decimal(0) && band.fraction < Decimal(1) && !band.absolute;
    };
    if (use.renal_basis == RenalBasis::absolute && any_of(drug.bands.all(), lacks_level))
      problems.push_back({Fault::contradiction, protocol_file,
                          fmt::format("{} is reduced to absolute levels, and a band of its drug "
                                      "file has none",
                                      drug.id.text()),
                          "add absolute levels to the drug file, or use fraction"});
  }
  return problems;
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
  for (std::size_t i = 0; i < protocol.drugs.size(); ++i) {
    const ProtocolDrug& drug = protocol.drugs[i];
    rule.drugs[i] = {.drug = drug.id,
                     .range = drug.levels,
                     .basis = drug.renal_basis,
                     .bands = treatment.drugs[i].bands,
                     .rounding = site.rounding(drug.id),
                     .doses = static_cast<int>(drug.days.size())};
  }
  rule.cells = {protocol.cell_floor, protocol.cell_ceiling,
                static_cast<int>(protocol.infusions[choices.infusion_list].days.size())};
  return rule;
}

} // namespace nkdose
