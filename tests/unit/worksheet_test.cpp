// From a patient and a rule to doses, every step against the contract or a cited row.
#include "dosing/worksheet.hpp"
#include "tests/unit/ordinary.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;

Decimal from_unrounded_area(const Worksheet& sheet, std::size_t drug, const TreatmentRule& rule) {
  const DrugSteps& one = sheet.drugs[drug];
  return of(from_unrounded_area(*one.level, one.adjustment, rule.drugs[drug], sheet.surface));
}

const DoseSteps& doses_of(const Worksheet& sheet, std::size_t drug) {
  REQUIRE(sheet.drugs[drug].doses.has_value());
  return *sheet.drugs[drug].doses;
}

/// Half up to a number of decimals, as a table prints it.
Decimal printed(Decimal value, Decimal half_of_the_last, int decimals) {
  return cut_to(value + half_of_the_last, decimals);
}

// design.md part 3, "Plan, JSON".
TEST_CASE("worksheet: the plan of the contract") {
  const Worksheet sheet = compute(ordinary_patient(), levels(30_d, 300_d), f01_rule());
  CHECK(of(sheet.surface.unrounded) == 1.62111073_d);
  CHECK(of(sheet.surface.used) == 1.62_d);
  CHECK_FALSE(sheet.surface.capped);
  CHECK(of(sheet.clearances->used) == 96.335405017_d);

  const DoseSteps& fludarabine = doses_of(sheet, 0);
  CHECK(of(allowed_low(f01_rule().drugs[0], sheet.surface)) == 40.5_d);
  CHECK(of(fludarabine.allowed_high) == 48.6_d);
  CHECK(of(fludarabine.calculated) == 48.6_d);
  CHECK(of(fludarabine.adjusted) == 48.6_d);
  CHECK(of(fludarabine.rounded) == 49_d);
  CHECK(fludarabine.deviation_percent() == 0.823045267_d);
  CHECK(of(fludarabine.course) == 147_d);

  const DoseSteps& cyclophosphamide = doses_of(sheet, 1); // 300 x 1.62
  CHECK(of(cyclophosphamide.calculated) == 486_d);
  CHECK(of(cyclophosphamide.rounded) == 486_d);
  CHECK(cyclophosphamide.deviation_percent() == 0_d);
  CHECK(of(cyclophosphamide.course) == 1458_d);
  CHECK(sheet.drug_count == 2);
  CHECK(of(*sheet.cells.level) == 1000_d);
}

// drugs-rounding-renal-safety.md 8.2: Mosteller without rounding, Cockcroft-Gault on actual weight.
// The columns of the daily doses before renal reduction, at 25 and 30, 250 and 300 mg/m2.
TEST_CASE("worksheet: the computed patients") {
  struct Row {
    const char* id;
    Sex sex;
    int age;
    Decimal height, weight, mg_per_dl;
    Decimal flu_25, flu_30; // to 0.001 mg
    Decimal cy_250, cy_300; // to 0.01 mg
    Decimal factor;         // by the US label; 0: not given
  };
  using enum Sex;
  const Row rows[] = {
      {"P1", female, 34, 165_d, 60_d, 0.7_d, 41.458_d, 49.749_d, 414.58_d, 497.49_d, 1_d},
      {"P2", male, 45, 178_d, 82_d, 0.95_d, 50.339_d, 60.407_d, 503.39_d, 604.07_d, 1_d},
      {"P3", female, 28, 158_d, 48_d, 0.6_d, 36.286_d, 43.543_d, 362.86_d, 435.43_d, 1_d},
      {"P4", female, 52, 160_d, 95_d, 0.9_d, 51.37_d, 61.644_d, 513.7_d, 616.44_d, 1_d},
      {"P5", male, 61, 183_d, 120_d, 1.1_d, 61.745_d, 74.095_d, 617.45_d, 740.95_d, 1_d},
      {"P6", female, 67, 155_d, 52_d, 1.2_d, 37.407_d, 44.889_d, 374.07_d, 448.89_d, 0.6_d},
      {"P7", male, 70, 170_d, 70_d, 1.3_d, 45.453_d, 54.544_d, 454.53_d, 545.44_d, 0.8_d},
      {"P8", female, 22, 150_d, 40_d, 0.5_d, 32.275_d, 38.73_d, 322.75_d, 387.3_d, 1_d},
      {"P9", female, 40, 168_d, 68_d, 1.8_d, 44.535_d, 53.442_d, 445.35_d, 534.42_d, 0.6_d},
      {"P10", female, 58, 162_d, 64_d, 2.2_d, 42.426_d, 0_d, 424.26_d, 509.12_d, 0_d},
      {"P11", male, 30, 175_d, 75_d, 0.9_d, 47.735_d, 57.282_d, 477.35_d, 572.82_d, 1_d},
  };
  for (const Row& row : rows) {
    INFO(row.id, ": ", (row.sex == male ? "man" : "woman"), " of ", row.age, " years, ",
         to_text(row.height), " cm, ", to_text(row.weight), " kg, ", to_text(row.mg_per_dl),
         " mg/dL");
    Patient patient = ordinary_patient();
    patient.sex = row.sex;
    patient.age = {row.age};
    patient.height = cm(row.height);
    patient.weight = kg(row.weight);
    patient.creatinine = umol_per_l(row.mg_per_dl * 88.4_d);
    TreatmentRule rule = f01_rule();
    rule.surface_rounding = SurfaceRounding::none;
    const Worksheet low = compute(patient, levels(25_d, 250_d), rule);
    const Worksheet high = compute(patient, levels(30_d, 300_d), rule);

    CHECK(printed(of(doses_of(low, 1).calculated), 0.005_d, 2) == row.cy_250);
    CHECK(printed(of(doses_of(high, 1).calculated), 0.005_d, 2) == row.cy_300);
    CHECK(low.drugs[0].doses.has_value() == (row.factor != 0_d));
    CHECK(high.drugs[0].doses.has_value() == (row.factor != 0_d));
    CHECK(std::holds_alternative<Withheld>(low.drugs[0].adjustment) == (row.factor == 0_d));
    if (row.factor == 0_d) continue;
    CHECK(printed(of(doses_of(low, 0).calculated), 0.0005_d, 3) == row.flu_25);
    CHECK(printed(of(doses_of(high, 0).calculated), 0.0005_d, 3) == row.flu_30);
    CHECK(std::holds_alternative<FullLevel>(low.drugs[0].adjustment) == (row.factor == 1_d));
    if (const auto* reduced = std::get_if<ReducedByFraction>(&low.drugs[0].adjustment))
      CHECK(reduced->fraction == row.factor);
  }
}

// 8.2, course column: "R1 0.6: Flu 15 mg/m2 = 22.444", "R1 0.8: 20 mg/m2 = 36.362", "R1
// 0.6: 26.721".
TEST_CASE("worksheet: the reduced doses of the computed patients") {
  struct Row {
    const char* id;
    Sex sex;
    int age;
    Decimal height, weight, mg_per_dl, adjusted; // of 25 mg/m2, to 0.001 mg
  };
  const Row rows[] = {
      {"P6", Sex::female, 67, 155_d, 52_d, 1.2_d, 22.444_d},
      {"P7", Sex::male, 70, 170_d, 70_d, 1.3_d, 36.362_d},
      {"P9", Sex::female, 40, 168_d, 68_d, 1.8_d, 26.721_d},
  };
  for (const Row& row : rows) {
    for (const RenalBasis basis : {RenalBasis::fraction, RenalBasis::absolute}) {
      INFO(row.id, (basis == RenalBasis::fraction ? ", fraction" : ", absolute"));
      Patient patient = ordinary_patient();
      patient.sex = row.sex;
      patient.age = {row.age};
      patient.height = cm(row.height);
      patient.weight = kg(row.weight);
      patient.creatinine = umol_per_l(row.mg_per_dl * 88.4_d);
      TreatmentRule rule = f01_rule();
      rule.surface_rounding = SurfaceRounding::none;
      rule.drugs[0].basis = basis;
      const Worksheet sheet = compute(patient, levels(25_d, 250_d), rule);
      CHECK(printed(of(doses_of(sheet, 0).adjusted), 0.0005_d, 3) == row.adjusted);
    }
  }
}

// 8.1, the rows of dose arithmetic.
TEST_CASE("worksheet: published doses from a level and an area") {
  struct Row {
    const char* source;
    Decimal level, area, calculated, dose;
  };
  const Row rows[] = {
      {"S136, paclitaxel", 175_d, 1.94_d, 339.5_d, 340_d},
      {"S137", 500_d, 1.83_d, 915_d, 915_d},
      {"S138, imatinib", 340_d, 1.45_d, 493_d, 493_d},
      {"S75, a CAR-T calculator", 30_d, 1.75_d, 52.5_d, 53_d},
      {"S75, a CAR-T calculator", 300_d, 1.75_d, 525_d, 525_d},
      {"8.2 P10, with the area rounded", 300_d, 1.70_d, 510_d, 510_d},
  };
  for (const Row& row : rows) {
    INFO(row.source);
    const CalculatedDose calculated(mg_per_m2_per_day(row.level) * m2(row.area));
    CHECK(of(calculated) == row.calculated);
    CHECK(of(rounded_by(AdjustedDose(calculated.quantity()), RoundingPolicy())) == row.dose);
  }
}

// 1.2, "Boundary notes": for 30 mg/m2, proportional scaling gives 24 and 18, the label taken
// literally 20 and 15 mg/m2; the label's figure never raises a level.
TEST_CASE("worksheet: the three renal bases") {
  struct Row {
    const char* why;
    RenalBasis basis;
    Decimal level, creatinine; // 62: 96.3, 100: 59.7, 150: 39.8, 250: 23.9 mL/min
    Decimal adjusted;          // on 1.62 m2; 0: withheld
  };
  using enum RenalBasis;
  const Row rows[] = {
      {"full", fraction, 30_d, 62_d, 48.6_d},
      {"24 mg/m2", fraction, 30_d, 100_d, 38.88_d},
      {"18 mg/m2", fraction, 30_d, 150_d, 29.16_d},
      {"not given", fraction, 30_d, 250_d, 0_d},
      {"full", absolute, 30_d, 62_d, 48.6_d},
      {"20 mg/m2", absolute, 30_d, 100_d, 32.4_d},
      {"15 mg/m2", absolute, 30_d, 150_d, 24.3_d},
      {"not given", absolute, 30_d, 250_d, 0_d},
      {"a lower level than the label's stays", absolute, 18_d, 100_d, 29.16_d},
      {"the label's own level stays", absolute, 20_d, 100_d, 32.4_d},
      {"no renal rule", none, 30_d, 100_d, 48.6_d},
      {"no renal rule", none, 30_d, 250_d, 48.6_d},
  };
  for (const Row& row : rows) {
    INFO(row.why, ": level ", to_text(row.level), ", creatinine ", to_text(row.creatinine));
    Patient patient = ordinary_patient();
    patient.creatinine = umol_per_l(row.creatinine);
    TreatmentRule rule = f01_rule();
    rule.drugs[0].basis = row.basis;
    const Worksheet sheet = compute(patient, levels(row.level, 300_d), rule);
    CHECK(sheet.drugs[0].doses.has_value() == (row.adjusted != 0_d));
    if (sheet.drugs[0].doses) CHECK(of(sheet.drugs[0].doses->adjusted) == row.adjusted);
  }
}

// design.md part 2: bands from 80 up full, 50 to below 80, 30 to below 50, below 30 withhold,
// judged on the clearance as cut and never as printed.
TEST_CASE("worksheet: every clearance lies in one band and the ends belong to the upper one") {
  struct Row {
    Decimal clearance, fraction;
  };
  const Row rows[] = {
      {0_d, 0_d},
      {29.999999999_d, 0_d},
      {30_d, 0.6_d},
      {49.999999999_d, 0.6_d},
      {50_d, 0.8_d},
      {79.5_d, 0.8_d},
      {79.999999999_d, 0.8_d},
      {80_d, 1_d},
      {80.000000001_d, 1_d},
      {1000_d, 1_d},
  };
  for (const Row& row : rows) {
    INFO(to_text(row.clearance), " mL/min");
    CHECK(label_bands().of(ml_per_min(row.clearance)).fraction == row.fraction);
  }
}

TEST_CASE("worksheet: without creatinine there is no fludarabine") {
  Patient patient = ordinary_patient();
  patient.creatinine.reset();
  const Worksheet sheet = compute(patient, levels(30_d, 300_d), f01_rule());
  CHECK_FALSE(sheet.clearances.has_value());
  CHECK_FALSE(sheet.drugs[0].doses.has_value());
  CHECK(std::holds_alternative<UnknownClearance>(sheet.drugs[0].adjustment));
  CHECK(of(doses_of(sheet, 1).rounded) == 486_d); // no renal rule
}

TEST_CASE("worksheet: without a level there is no dose") {
  Prescription order = levels(30_d, 300_d);
  order.drugs[0].level.reset();
  order.cells.reset();
  const Worksheet sheet = compute(ordinary_patient(), order, f01_rule());
  CHECK_FALSE(sheet.drugs[0].doses.has_value());
  CHECK_FALSE(sheet.cells.level.has_value());
  CHECK(doses_of(sheet, 1).course.value() == 1458_d);
}

// 170.4 cm and 88.8 kg: 2.0502 m2, used as 2.05. 30 x 2.05 x 0.8 = 49.2 is 49 mg; rounding first
// would give 62 x 0.8 = 49.6, which is 50 mg.
TEST_CASE("worksheet: a dose is reduced before it is rounded and never after") {
  Patient patient = ordinary_patient();
  patient.height = cm(170.4_d);
  patient.weight = kg(88.8_d);
  patient.creatinine = umol_per_l(140_d);
  const Worksheet sheet = compute(patient, levels(30_d, 300_d), f01_rule());
  REQUIRE(of(sheet.surface.used) == 2.05_d);
  CHECK(of(doses_of(sheet, 0).calculated) == 61.5_d);
  CHECK(of(doses_of(sheet, 0).adjusted) == 49.2_d);
  CHECK(of(doses_of(sheet, 0).rounded) == 49_d);
}

// 3.1 bug 2: on 1.85 m2, 30 mg/m2 is 56 mg daily and 168 mg in all, not round(90 x 1.85) = 167.
TEST_CASE("worksheet: the course is the sum of its daily doses") {
  Patient patient = ordinary_patient();
  patient.height = cm(170_d);
  patient.weight = kg(72.5_d); // 1.8503 m2
  const Worksheet whole = compute(patient, levels(30_d, 300_d), f01_rule());
  REQUIRE(of(whole.surface.used) == 1.85_d);
  CHECK(of(doses_of(whole, 0).rounded) == 56_d);
  CHECK(of(doses_of(whole, 0).course) == 168_d);

  // One dose of 49 mg has been given and two are left: 49 + 2 x 56.
  Prescription order = levels(30_d, 300_d);
  order.drugs[0].remaining_doses = 2;
  order.drugs[0].given = in<DrugMass>(49_d);
  CHECK(of(doses_of(compute(patient, order, f01_rule()), 0).course) == 161_d);
  // All have been given, or the last planned day has passed.
  order.drugs[0].remaining_doses = 0;
  order.drugs[0].given = in<DrugMass>(150.5_d);
  CHECK(of(doses_of(compute(patient, order, f01_rule()), 0).course) == 150.5_d);
}

// 3.2: "BSA 2.47 m2 CAPPED to 2.0 m2 by protocol setting", both doses.
TEST_CASE("worksheet: a cap of the protocol keeps both doses") {
  Patient patient = ordinary_patient();
  patient.height = cm(183_d);
  patient.weight = kg(120_d);
  TreatmentRule rule = f01_rule();
  const Worksheet uncapped = compute(patient, levels(30_d, 300_d), rule);
  CHECK(of(uncapped.surface.used) == 2.47_d);
  CHECK(of(doses_of(uncapped, 0).rounded) == 74_d); // 74.1
  CHECK(of(doses_of(uncapped, 0).without_cap) == 74_d);

  rule.surface_cap = m2(2_d);
  const Worksheet capped = compute(patient, levels(30_d, 300_d), rule);
  CHECK(capped.surface.capped);
  CHECK(of(capped.surface.before_cap) == 2.47_d);
  CHECK(of(capped.surface.used) == 2_d);
  CHECK(of(doses_of(capped, 0).rounded) == 60_d);
  CHECK(of(doses_of(capped, 0).without_cap) == 74_d);
  CHECK(from_unrounded_area(capped, 0, rule) == 60_d); // the cap decides, not the rounding
  CHECK(of(doses_of(capped, 1).allowed_high) == 600_d);

  rule.surface_cap = m2(2.47_d); // reached and not exceeded
  CHECK_FALSE(compute(patient, levels(30_d, 300_d), rule).surface.capped);
}

// 4.5 and P10: 1.697056 m2 gives 509 mg, 1.70 m2 gives 510 mg.
TEST_CASE("worksheet: what rounding the area does to a dose is kept") {
  Patient patient = ordinary_patient();
  patient.height = cm(162_d);
  patient.weight = kg(64_d);
  const Worksheet rounded = compute(patient, levels(30_d, 300_d), f01_rule());
  CHECK(of(rounded.surface.used) == 1.7_d);
  CHECK(of(doses_of(rounded, 1).rounded) == 510_d);
  CHECK(from_unrounded_area(rounded, 1, f01_rule()) == 509_d);
  TreatmentRule rule = f01_rule();
  rule.surface_rounding = SurfaceRounding::none;
  const Worksheet exact = compute(patient, levels(30_d, 300_d), rule);
  CHECK(of(exact.surface.used) == 1.697056_d);
  CHECK(of(doses_of(exact, 1).calculated) == 509.1168_d);
  CHECK(of(doses_of(exact, 1).rounded) == 509_d);
}

TEST_CASE("worksheet: the site's policy decides the step of each drug") {
  TreatmentRule rule = f01_rule();
  rule.drugs[0].rounding.step = mg_per_day(2.5_d);
  rule.drugs[1].rounding.step = mg_per_day(20_d);
  const Worksheet sheet = compute(ordinary_patient(), levels(30_d, 300_d), rule);
  CHECK(of(doses_of(sheet, 0).rounded) == 47.5_d); // 48.6 in steps of 2.5
  CHECK(of(doses_of(sheet, 1).rounded) == 480_d);  // 486 in steps of 20
  CHECK(of(doses_of(sheet, 1).course) == 1440_d);
}

TEST_CASE("worksheet: another formula is used and compared with Mosteller") {
  TreatmentRule rule = f01_rule();
  rule.formula = find_surface_formula("hu");
  const Worksheet sheet = compute(ordinary_patient(), levels(30_d, 300_d), rule);
  // Women: 0.0073 x 162 + 0.0127 x 58.4 - 0.2106.
  CHECK(of(sheet.surface.unrounded) == 1.71368_d);
  CHECK(of(sheet.surface.used) == 1.71_d);
  CHECK(of(sheet.surface.mosteller) == 1.62111073_d);
  CHECK(of(doses_of(sheet, 0).rounded) == 51_d); // 51.3
}

} // namespace
