// Protocol, drugs, site and order laid together: the rule that doses are computed by.
#include "tests/unit/ordinary.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;

TEST_CASE("treatment: each drug keeps its own range and bands and days and rounding") {
  const Trial trial({"site: rounding.0.step = 2.5 mg"});
  const TreatmentRule rule = trial.rule();
  REQUIRE(rule.drug_count == 2);
  const DoseRule& fludarabine = rule.drugs[0];
  const DoseRule& cyclophosphamide = rule.drugs[1];
  CHECK(fludarabine.drug.text() == "fludarabine");
  CHECK(of(fludarabine.range.low) == 25_d);
  CHECK(of(fludarabine.range.high) == 30_d);
  CHECK(fludarabine.basis == RenalBasis::fraction);
  CHECK(fludarabine.bands.all().size() == 4);
  CHECK(of(fludarabine.rounding.step) == 2.5_d);
  CHECK(fludarabine.doses == 3);
  CHECK(cyclophosphamide.drug.text() == "cyclophosphamide");
  CHECK(of(cyclophosphamide.range.high) == 300_d);
  CHECK(cyclophosphamide.basis == RenalBasis::none);
  CHECK(cyclophosphamide.bands.empty());
  CHECK(of(cyclophosphamide.rounding.step) == 1_d); // the site names no policy for it
  CHECK(of(*rule.lowest_clearance) == 50_d);
  CHECK(rule.youngest == 18);
  CHECK(rule.oldest == 65);
  CHECK(*rule.weight_days == 7);
  CHECK(*rule.creatinine_days == 7);
  CHECK(of(std::get<FlatRange>(rule.cells.tiers[0].range).floor) == 500_d);
  CHECK(of(std::get<FlatRange>(rule.cells.tiers[0].range).ceiling) == 3000_d);
  CHECK(rule.cells.infusions == 1);
}

// Cyclophosphamide's days are its own: some regimens give it on one day only.
TEST_CASE("treatment: the number of doses is that of the drug's own days") {
  const Trial trial({"protocol: drug.1.days.2", "protocol: drug.1.days.1"});
  CHECK(trial.rule().drugs[0].doses == 3);
  CHECK(trial.rule().drugs[1].doses == 1);
  const Plan plan = trial.plan();
  CHECK(of(plan.release.order()->doses(1).course) == 454_d);
}

// The contract: formula "default: site, else protocol".
TEST_CASE(
    "treatment: the case's formula comes before the site's and the site's before the protocol's") {
  struct Row {
    Changes changes;
    const char* formula;
    bool named; // by the site or the protocol
  };
  const Row rows[] = {
      {{}, "mosteller", true},
      {{"protocol: protocol.formula = haycock"}, "haycock", true},
      {{"protocol: protocol.formula = haycock", "site: site.formula = dubois"}, "dubois", true},
      {{"site: site.formula = dubois", "order.formula = boyd"}, "boyd", false},
      {{"site: site.formula = dubois", "order.formula = dubois"}, "dubois", true},
      {{"site: site.formula = dubois", "order.formula = mosteller"}, "mosteller", true},
  };
  for (const Row& row : rows) {
    const Trial trial(row.changes);
    INFO("expected ", row.formula);
    CHECK(trial.rule().formula->id == row.formula);
    CHECK(trial.rule().formula_named == row.named);
  }
}

TEST_CASE("treatment: the chosen list of infusions counts") {
  const Trial trial({"order.infusion_days.0 = 0", "order.infusion_days.1 = 7"});
  CHECK(trial.rule().cells.infusions == 2);
  CHECK(trial.the_case.choices.infusion_list == 1);
}

TEST_CASE("treatment: the site decides how the area is rounded and the protocol its cap") {
  const Trial trial({"site: site.bsa_rounding = none", "protocol: protocol.bsa_cap = 2.2 m2",
                     "protocol: clearance.weight = adjusted"});
  CHECK(trial.rule().surface_rounding == SurfaceRounding::none);
  CHECK(of(*trial.rule().surface_cap) == 2.2_d);
  CHECK(trial.rule().clearance_weight == WeightBasis::adjusted);
}

// A renal basis needs bands, and an absolute one a level in each band that reduces.
TEST_CASE("treatment: what does not fit its drugs is found") {
  const auto misfits_of = [](const Treatment& treatment) {
    std::string all;
    for (const Problem& one : misfits(treatment, "f01.toml"))
      all += to_text(one.place) + ": " + one.detail + "\n";
    return all;
  };
  const auto with_basis = [](std::size_t drug, RenalBasis basis) {
    Treatment treatment = Trial().treatment;
    treatment.protocol.drugs[drug].renal_basis = basis;
    return treatment;
  };
  for (const RenalBasis basis : {RenalBasis::fraction, RenalBasis::absolute, RenalBasis::none})
    CHECK(misfits_of(with_basis(0, basis)) == "");
  CHECK(misfits_of(with_basis(1, RenalBasis::fraction)) ==
        Containing{"f01.toml: cyclophosphamide has a renal basis"});

  Treatment no_level = with_basis(0, RenalBasis::absolute);
  no_level.drugs[0].bands = {};
  no_level.drugs[0].bands.append({ml_per_min(0_d), 0_d, std::nullopt});
  no_level.drugs[0].bands.append({ml_per_min(30_d), 0.6_d, std::nullopt});
  CHECK(misfits_of(no_level) == Containing{"absolute levels"});
}

} // namespace
