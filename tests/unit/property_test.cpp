// What must hold for every patient, tried on many.
#include "dosing/review/dose_review.hpp"
#include "tests/unit/chance.hpp"
#include "tests/unit/ordinary.hpp"

#include <map>

namespace {
using namespace nkdose;
using namespace nkdose::test;

constexpr int trials = 20'000;

std::vector<const SurfaceFormula*> dosing_formulas() {
  std::vector<const SurfaceFormula*> formulas;
  for (const SurfaceFormula& formula : surface_formulas())
    if (formula.use == Use::dosing) formulas.push_back(&formula);
  return formulas;
}

constexpr Decimal tenth = 0.1_d;

// A patient, a rule and an order within what admission lets through, and what to print of them.
struct Drawn {
  Patient patient = ordinary_patient();
  TreatmentRule rule = f01_rule();
  Prescription order = levels(30_d, 300_d);

  std::string text() const {
    return std::string(patient.sex == Sex::male ? "man" : "woman") + " of " +
           std::to_string(patient.age.years) + " years, " + to_text(of(patient.height)) + " cm, " +
           to_text(of(patient.weight)) + " kg, " + to_text(of(*patient.creatinine)) + " umol/L; " +
           std::string(rule.formula->id) + ", " + std::string(to_text(rule.clearance_weight)) +
           " weight; " + to_text(of(*order.drugs[0].level)) + " and " +
           to_text(of(*order.drugs[1].level)) + " mg/m2/day in steps of " +
           to_text(of(rule.drugs[0].rounding.step)) + " mg";
  }
};

Drawn draw(Chance& chance) {
  static const auto formulas = dosing_formulas();
  Drawn drawn;
  Patient& patient = drawn.patient;
  patient.sex = chance.between(0, 1) == 0 ? Sex::female : Sex::male;
  patient.age = {static_cast<int>(chance.between(18, 80))};
  patient.height = cm(Decimal(chance.between(1200, 2200)) * tenth);
  patient.weight = kg(Decimal(chance.between(300, 2000)) * tenth);
  patient.creatinine = umol_per_l(Decimal(chance.between(200, 3000)) * tenth);
  TreatmentRule& rule = drawn.rule;
  rule.formula = chance.one_of(formulas);
  rule.surface_rounding =
      chance.between(0, 3) == 0 ? SurfaceRounding::none : SurfaceRounding::hundredth;
  if (chance.between(0, 3) == 0) rule.surface_cap = m2(2_d);
  constexpr WeightBasis weights[] = {WeightBasis::actual, WeightBasis::ideal,
                                     WeightBasis::adjusted};
  rule.clearance_weight = chance.one_of(weights);
  constexpr RenalBasis bases[] = {RenalBasis::fraction, RenalBasis::absolute, RenalBasis::none};
  rule.drugs[0].basis = chance.one_of(bases);
  constexpr Decimal steps[] = {0.1_d, 0.5_d, 1_d, 2.5_d, 5_d};
  for (std::size_t drug = 0; drug < 2; ++drug)
    rule.drugs[drug].rounding.step = mg_per_day(chance.one_of(steps));
  rule.drugs[0].doses = static_cast<int>(chance.between(1, 5));
  drawn.order = levels(Decimal(chance.between(30, 60)) * 0.5_d,    // 15 to 30
                       Decimal(chance.between(300, 600)) * 0.5_d); // 150 to 300
  return drawn;
}

std::optional<Decimal> dose_of(const Worksheet& sheet, std::size_t drug) {
  if (!sheet.drugs[drug].doses) return std::nullopt;
  return of(sheet.drugs[drug].doses->rounded);
}

// A batch asks only those checks that are about something a case has. What a check is about is
// found out apart from it, so both must agree; and each must have had its turn.
TEST_CASE("property: a check that is not asked has nothing to say") {
  Chance chance(7);
  std::map<Topic, int> said;
  for (int trial = 0; trial < trials; ++trial) {
    Drawn drawn = draw(chance);
    const std::size_t drug = chance.between(0, 1) == 0 ? 0 : 1;
    std::optional<DoseLevel>& level = drawn.order.drugs[drug].level;
    const auto way = chance.between(0, 9);
    if (way == 0) level.reset();
    if (way == 1) level = mg_per_m2_per_day(of(*level) * 3);
    if (way == 2) drawn.patient.creatinine.reset();
    if (way == 3) drawn.rule.drugs[drug].rounding.stop_percent = 1_d; // below the warning
    if (way == 4) drawn.rule.drugs[drug].rounding.within_range = true;
    const Worksheet sheet = compute(drawn.patient, drawn.order, drawn.rule);
    const DoseContext context{drawn.patient, drawn.order, drawn.rule, sheet, {}};
    const Topics present = topics_of(context);
    for (const auto& table : review_tables())
      for (const DoseCheck& check : table) {
        Findings found;
        check.look(context, check.text, found);
        if (found.empty()) continue;
        INFO(drawn.text(), ": ", check.text.code.text());
        CHECK(present.holds(check.about));
        ++said[check.about];
      }
  }
  for (const Topic about :
       {Topic::reduction, Topic::level_off_range, Topic::much_rounded, Topic::dose_off_range})
    CHECK(said[about] > 100);
}

// A heavier patient has no smaller area, no lower clearance, so no smaller dose; a dose withheld
// for the heavier was withheld for the lighter.
TEST_CASE("property: more weight is never less dose") {
  Chance chance(6);
  for (int trial = 0; trial < trials; ++trial) {
    const Drawn lighter = draw(chance);
    Drawn heavier = lighter;
    const Decimal more =
        Decimal(chance.between(1, 300)) * (chance.between(0, 1) == 0 ? tenth : 0.001_d);
    heavier.patient.weight = kg(of(lighter.patient.weight) + more);
    const Worksheet light = compute(lighter.patient, lighter.order, lighter.rule);
    const Worksheet heavy = compute(heavier.patient, heavier.order, heavier.rule);
    INFO("trial ", trial, ": ", lighter.text(), ", and ", to_text(more), " kg more");
    CHECK(heavy.surface.unrounded >= light.surface.unrounded);
    CHECK(heavy.clearances->used >= light.clearances->used);
    for (std::size_t drug = 0; drug < 2; ++drug)
      if (const auto dose = dose_of(light, drug)) {
        REQUIRE(dose_of(heavy, drug).has_value());
        CHECK(*dose_of(heavy, drug) >= *dose);
      }
  }
}

TEST_CASE("property: every formula grows with weight at every level of f01") {
  Chance chance(7);
  for (const SurfaceFormula* formula : dosing_formulas()) {
    for (const Sex sex : {Sex::female, Sex::male}) {
      INFO(formula->id, (sex == Sex::male ? ", man" : ", woman"));
      Drawn drawn;
      drawn.rule.formula = formula;
      drawn.patient.sex = sex;
      drawn.patient.height = cm(Decimal(chance.between(1200, 2200)) * tenth);
      std::array<Decimal, 12> last{};
      for (Decimal weight = 10_d; weight <= 350_d; weight = weight + 0.5_d) {
        drawn.patient.weight = kg(weight);
        const UnroundedSurface area =
            formula->area(drawn.patient.height, drawn.patient.weight, sex);
        const BodySurface used = as_used(area, SurfaceRounding::hundredth);
        std::size_t at = 0;
        for (const Decimal level :
             {25_d, 26_d, 27.5_d, 28_d, 29_d, 30_d, 250_d, 260_d, 275_d, 280_d, 290_d, 300_d}) {
          const AdjustedDose adjusted((mg_per_m2_per_day(level) * used));
          const Decimal dose = of(rounded_by(adjusted, RoundingPolicy()));
          INFO(to_text(weight), " kg, ", to_text(level), " mg/m2/day");
          CHECK(dose >= last[at]);
          last[at++] = dose;
        }
      }
    }
  }
}

TEST_CASE("property: a dose is a multiple of its step and near the adjusted dose") {
  Chance chance(8);
  for (int trial = 0; trial < trials; ++trial) {
    const Drawn drawn = draw(chance);
    const Worksheet sheet = compute(drawn.patient, drawn.order, drawn.rule);
    INFO("trial ", trial, ": ", drawn.text());
    for (std::size_t drug = 0; drug < 2; ++drug) {
      if (!sheet.drugs[drug].doses) continue;
      const DoseSteps& doses = *sheet.drugs[drug].doses;
      const RoundingPolicy& policy = drawn.rule.drugs[drug].rounding;
      const Decimal step =
          of(of(doses.adjusted) < of(policy.fine_below) ? policy.fine_step : policy.step);
      const Decimal twice = 2_d * (of(doses.rounded) - of(doses.adjusted));
      CHECK(of(doses.rounded).billionths() % step.billionths() == 0);
      CHECK(twice <= step);
      CHECK(twice > -step);
    }
  }
}

TEST_CASE("property: the course is exactly N times the daily dose") {
  Chance chance(9);
  for (int trial = 0; trial < trials; ++trial) {
    const Drawn drawn = draw(chance);
    const Worksheet sheet = compute(drawn.patient, drawn.order, drawn.rule);
    INFO("trial ", trial, ": ", drawn.text());
    for (std::size_t drug = 0; drug < 2; ++drug) {
      if (!sheet.drugs[drug].doses) continue;
      Decimal sum;
      for (int given = 0; given < drawn.rule.drugs[drug].doses; ++given)
        sum = sum + of(sheet.drugs[drug].doses->rounded);
      CHECK(of(sheet.drugs[drug].doses->course) == sum);
    }
  }
}

// Whatever admission lets through: an honest worksheet is never a contradiction, for that would
// stop a ward with an internal error.
TEST_CASE("property: the two derivations agree on every patient") {
  Chance chance(10);
  int released = 0;
  for (int trial = 0; trial < trials; ++trial) {
    const Drawn drawn = draw(chance);
    const Worksheet sheet = compute(drawn.patient, drawn.order, drawn.rule);
    if (!sheet.drugs[0].doses) continue; // withheld: a stop, nothing is released
    ++released;
    const Case the_case{
        .id = "x", .patient = drawn.patient, .prescription = drawn.order, .day_zero = Day()};
    INFO("trial ", trial, ": ", drawn.text());
    CHECK_NOTHROW(release(the_case, drawn.rule, sheet, Findings()));
  }
  CHECK(released > trials / 2);
}

TEST_CASE("property: the same input gives the same worksheet") {
  Chance chance(11);
  for (int trial = 0; trial < 1'000; ++trial) {
    const Drawn drawn = draw(chance);
    const Worksheet once = compute(drawn.patient, drawn.order, drawn.rule);
    const Worksheet again = compute(drawn.patient, drawn.order, drawn.rule);
    INFO("trial ", trial, ": ", drawn.text());
    CHECK(of(once.surface.unrounded) == of(again.surface.unrounded));
    for (std::size_t drug = 0; drug < 2; ++drug)
      CHECK(dose_of(once, drug) == dose_of(again, drug));
  }
}

} // namespace
