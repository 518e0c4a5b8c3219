// An ordinary patient has infos only; each single change gives exactly the finding of the contract.
#include "tests/unit/ordinary.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;

struct Row {
  const char* why;
  Changes changes;
  const char* findings; // all but standing notes and assumptions, worst first
};

template <std::size_t count>
void check_all(const Row (&rows)[count]) {
  for (const Row& row : rows) {
    std::string changes;
    for (const std::string_view change : row.changes)
      changes += "\n  " + std::string(change);
    INFO(row.why, changes);
    const Trial trial(row.changes);
    CHECK(findings_of(trial.plan().release) == row.findings);
  }
}

TEST_CASE("review: an ordinary patient under an adopted protocol is ready with infos only") {
  const Trial trial;
  const Plan plan = trial.plan();
  CHECK(plan.release.status == Status::ready);
  CHECK(findings_of(plan.release) == "");
  int notes = 0, assumptions = 0;
  for (const ReleasedFinding& one : plan.release.findings) {
    CHECK(one.finding.severity == Severity::info);
    notes += one.finding.code == Code("D009") ? 1 : 0;
    assumptions += one.finding.code == Code("A002") ? 1 : 0;
  }
  // "standing notes of a drug, one each" and "an assumption of the protocol".
  std::size_t notes_in_files = 0;
  for (const Drug& drug : trial.treatment.drugs)
    notes_in_files += drug.notes.size();
  CHECK(notes_in_files >= 4);
  CHECK(static_cast<std::size_t>(notes) == notes_in_files);
  CHECK(trial.treatment.protocol.assumptions.size() >= 4);
  CHECK(static_cast<std::size_t>(assumptions) == trial.treatment.protocol.assumptions.size());

  // The contract's own plan, at the top of the range: 48.6 mg becomes 49 mg.
  const Trial contract(
      {"order.fludarabine = 30 mg/m2/day", "order.cyclophosphamide = 300 mg/m2/day"});
  CHECK(contract.plan().release.status == Status::ready);
  CHECK(findings_of(contract.plan().release) == "D008 info fludarabine");
}

TEST_CASE("review: the patient") {
  const Row rows[] = {
      {"no patient id", {"patient.id"}, "P001 warning"},
      {"height below 120 cm",
       {"patient.height = 119.9 cm", "patient.weight = 44.7 kg",
        "patient.serum_creatinine = 20 umol/L"},
       "P002 warning height, R006 warning fludarabine, R007 info"},
      {"height above 220 cm",
       {"patient.height = 220.1 cm", "patient.weight = 85 kg"},
       "P002 warning height, R007 info"},
      {"weight below 30 kg, and a small area",
       {"patient.height = 125 cm", "patient.weight = 29.9 kg",
        "patient.serum_creatinine = 20 umol/L"},
       "P002 warning weight, B001 warning, R006 warning fludarabine, B004 info cyclophosphamide, "
       "R007 info"},
      {"weight above 200 kg: no height makes its BMI ordinary, and the ceiling is passed",
       {"patient.height = 220 cm", "patient.weight = 200.1 kg"},
       "D007 stop fludarabine, D007 stop cyclophosphamide, P002 warning weight, P002 warning bmi, "
       "B001 warning, B004 info cyclophosphamide, R007 info"},
      {"BMI below 16: 41.9 / 1.62^2 = 15.97",
       {"patient.weight = 41.9 kg", "patient.serum_creatinine = 45 umol/L"},
       "P002 warning bmi, R006 warning fludarabine"},
      {"BMI above 40: 105 / 1.62^2 = 40.01",
       {"patient.weight = 105 kg", "order.fludarabine = 25 mg/m2/day",
        "order.cyclophosphamide = 250 mg/m2/day"},
       "P002 warning bmi, R007 info"},
      {"18 on the first drug day", {"patient.birth_date = 2008-12-02"}, ""},
      {"17, a day before the birthday", {"patient.birth_date = 2008-12-03"}, "P003 stop"},
      {"65 until the day after",
       {"patient.birth_date = 1960-12-03", "patient.serum_creatinine = 50 umol/L"},
       "R006 warning fludarabine"},
      {"66 on the first drug day",
       {"patient.birth_date = 1960-12-02", "patient.serum_creatinine = 50 umol/L"},
       "P003 stop, R006 warning fludarabine"},
      {"an age instead of a birth date", {"patient.birth_date", "patient.age = 17 y"}, "P003 stop"},
      {"a waived age limit",
       {"patient.birth_date = 1960-12-02", "patient.serum_creatinine = 50 umol/L",
        "waiver.0.finding = P003", "waiver.0.by = sponsor", "waiver.0.on = 2026-12-01",
        "waiver.0.reference = 12"},
       "R006 warning fludarabine, P003 info"},
      {"no waiver for a child under a protocol of adults",
       {"patient.birth_date = 2008-12-03", "waiver.0.finding = P003", "waiver.0.by = sponsor",
        "waiver.0.on = 2026-12-01", "waiver.0.reference = 12"},
       "P003 stop"},
      {"weighed 7 days before: allowed", {"patient.weight_on = 2026-11-25"}, ""},
      {"weighed 8 days before", {"patient.weight_on = 2026-11-24"}, "P004 warning"},
      {"no date of weighing", {"patient.weight_on"}, "P004 warning"},
      {"no date, and no limit", {"site: site.weight_valid", "patient.weight_on"}, "P004 info"},
      {"the site sets no limit",
       {"site: site.weight_valid", "patient.weight_on = 2020-01-01"},
       "P004 info"},
      {"creatinine of 7 days before: allowed", {"patient.creatinine_on = 2026-11-25"}, ""},
      {"creatinine of 8 days before", {"patient.creatinine_on = 2026-11-24"}, "P005 warning"},
      {"no date of the sample", {"patient.creatinine_on"}, "P005 warning"},
      {"no date, and no limit",
       {"site: site.creatinine_valid", "patient.creatinine_on"},
       "P005 info"},
      {"the site sets no limit", {"site: site.creatinine_valid"}, "P005 info"},
      {"hypersensitivity", {"safety.hypersensitivity = yes"}, "P006 stop hypersensitivity"},
      {"pentostatin", {"safety.pentostatin = yes"}, "P006 stop pentostatin"},
      {"haemolysis",
       {"safety.decompensated_haemolysis = yes"},
       "P006 stop decompensated_haemolysis"},
      {"pregnancy", {"safety.pregnancy_test_positive = yes"}, "P006 stop pregnancy_test_positive"},
      {"breast-feeding", {"safety.breast_feeding = yes"}, "P006 stop breast_feeding"},
      {"urinary obstruction",
       {"safety.urinary_outflow_obstruction = yes"},
       "P006 stop urinary_outflow_obstruction"},
      {"one answer unknown", {"safety.pentostatin = unknown"}, "P007 warning"},
      {"one answer missing", {"safety.pentostatin"}, "P007 warning"},
      {"no answers at all: one line", {"safety"}, "P007 warning"},
      {"what is not asked of a man",
       {"patient.sex = male", "safety.pregnancy_test_positive", "safety.breast_feeding"},
       ""},
      {"outflow obstruction is",
       {"patient.sex = male", "safety.urinary_outflow_obstruction"},
       "P007 warning"},
      {"creatinine below 20 umol/L",
       {"patient.serum_creatinine = 19.9 umol/L"},
       "P008 warning, R007 info"},
      {"creatinine of 20 umol/L", {"patient.serum_creatinine = 20 umol/L"}, "R007 info"},
      {"creatinine of 1,500 umol/L",
       {"patient.serum_creatinine = 1500 umol/L"},
       "R002 stop fludarabine, R003 stop"},
      {"creatinine above 1,500 umol/L",
       {"patient.serum_creatinine = 1500.1 umol/L"},
       "R002 stop fludarabine, R003 stop, P008 warning"},
  };
  check_all(rows);
}

TEST_CASE("review: the body surface area") {
  const Row rows[] = {
      {"1.19 m2",
       {"patient.height = 140 cm", "patient.weight = 36.4 kg",
        "patient.serum_creatinine = 40 umol/L"},
       "B001 warning, R006 warning fludarabine"},
      {"1.20 m2",
       {"patient.height = 144 cm", "patient.weight = 36 kg",
        "patient.serum_creatinine = 40 umol/L"},
       "R006 warning fludarabine"},
      {"2.60 m2", {"patient.height = 200 cm", "patient.weight = 121.7 kg"}, "R007 info"},
      {"2.61 m2",
       {"patient.height = 200 cm", "patient.weight = 122.6 kg"},
       "B001 warning, R007 info"},
      {"Hu is 5.7 % above Mosteller, and only the case chose it",
       {"order.formula = hu"},
       "B002 warning hu, B004 info cyclophosphamide"},
      {"the site names Hu",
       {"site: site.formula = hu"},
       "B002 info hu, B004 info cyclophosphamide"},
      {"the protocol names Hu",
       {"protocol: protocol.formula = hu"},
       "B002 info hu, B004 info cyclophosphamide"},
      {"the case chose what the site names",
       {"site: site.formula = hu", "order.formula = hu"},
       "B002 info hu, B004 info cyclophosphamide"},
      {"Du Bois is 0.2 % away: 1.618 m2 would give 453 mg",
       {"order.formula = dubois"},
       "B005 warning dubois, B004 info cyclophosphamide"},
      {"a cap that is reached", {"protocol: protocol.bsa_cap = 1.5 m2"}, "B003 info"},
      {"a cap that is not reached", {"protocol: protocol.bsa_cap = 1.62 m2"}, ""},
      {"1.62388 m2 would give 455 mg instead of 454 mg",
       {"patient.weight = 58.6 kg"},
       "B004 info cyclophosphamide"},
      {"without rounding it does",
       {"patient.weight = 58.6 kg", "site: site.bsa_rounding = none"},
       ""},
  };
  check_all(rows);
}

// The woman's clearance is 98 x 58.4 x 0.85 x 88.4 / (72 x creatinine) = 5972.8 / creatinine
// mL/min.
TEST_CASE("review: the kidneys") {
  const Row rows[] = {
      {"no creatinine",
       {"patient.serum_creatinine", "patient.creatinine_on"},
       "R001 stop fludarabine"},
      {"29.9 mL/min",
       {"patient.serum_creatinine = 200 umol/L"},
       "R002 stop fludarabine, R003 stop"},
      {"45.2 mL/min",
       {"patient.serum_creatinine = 132 umol/L"},
       "R003 stop, R004 warning fludarabine"},
      {"45.2 mL/min, the limit waived",
       {"patient.serum_creatinine = 132 umol/L", "waiver.0.finding = R003", "waiver.0.by = sponsor",
        "waiver.0.on = 2026-12-01", "waiver.0.reference = 12"},
       "R004 warning fludarabine, R003 info"},
      {"a waiver of the limit does not give a withheld drug",
       {"patient.serum_creatinine = 200 umol/L", "waiver.0.finding = R003", "waiver.0.by = sponsor",
        "waiver.0.on = 2026-12-01", "waiver.0.reference = 12"},
       "R002 stop fludarabine, R003 info"},
      {"exactly 50 mL/min: a woman of 20 years, 48 kg, 1.36 mg/dL",
       {"patient.birth_date = 2006-03-02", "patient.weight = 48 kg",
        "patient.serum_creatinine = 1.36 mg/dL"},
       "R004 warning fludarabine"},
      {"just below",
       {"patient.birth_date = 2006-03-02", "patient.weight = 47.999 kg",
        "patient.serum_creatinine = 1.36 mg/dL"},
       "R003 stop, R004 warning fludarabine"},
      {"no creatinine and no renal rule, but a limit of the protocol to judge",
       {"patient.serum_creatinine", "patient.creatinine_on", "protocol: drug.0.renal_basis = none"},
       "R003 stop"},
      {"54.3 mL/min: 22.4 mg/m2/day is below the range",
       {"patient.serum_creatinine = 110 umol/L"},
       "R004 warning fludarabine"},
      {"a range that holds the reduced level",
       {"patient.serum_creatinine = 110 umol/L", "protocol: drug.0.levels.0 = 22.4 mg/m2/day"},
       ""},
      {"the absolute basis gives 20 mg/m2/day, below the range",
       {"patient.serum_creatinine = 110 umol/L", "protocol: drug.0.renal_basis = absolute"},
       "R004 warning fludarabine"},
      {"no renal rule in the protocol",
       {"patient.serum_creatinine = 110 umol/L", "protocol: drug.0.renal_basis = none"},
       ""},
      // 50.2 mL/min on actual, 46.6 on ideal, 48.0 on adjusted weight.
      {"bases that merely differ in band",
       {"patient.serum_creatinine = 119 umol/L"},
       "R004 warning fludarabine, R005 info fludarabine"},
      // 94.6 kg is above 130 % of 52.4 kg: 107.5 on actual, 78.7 on adjusted weight.
      {"above 130 % of ideal, and adjusted weight in a lower band",
       {"patient.height = 160 cm", "patient.weight = 94.6 kg",
        "patient.serum_creatinine = 90 umol/L"},
       "R005 warning fludarabine"},
      {"above 130 % of ideal, adjusted weight in the same band and ideal in a lower one",
       {"patient.height = 160 cm", "patient.weight = 94.6 kg",
        "patient.serum_creatinine = 86 umol/L"},
       "R005 info fludarabine"},
  };
  check_all(rows);
}

TEST_CASE("review: the doses") {
  const Row rows[] = {
      {"the top of the range", {"order.fludarabine = 30 mg/m2/day"}, "D008 info fludarabine"},
      {"above it", {"order.fludarabine = 30.1 mg/m2/day"}, "D001 stop fludarabine"},
      {"the bottom of the range", {"order.fludarabine = 25 mg/m2/day"}, ""},
      {"below it", {"order.fludarabine = 24.9 mg/m2/day"}, "D002 stop fludarabine"},
      {"cyclophosphamide above",
       {"order.cyclophosphamide = 301 mg/m2/day"},
       "D001 stop cyclophosphamide"},
      {"cyclophosphamide below",
       {"order.cyclophosphamide = 249.9 mg/m2/day"},
       "D002 stop cyclophosphamide"},
      {"3 x 25", {"order.fludarabine = 75 mg/m2/day"}, "D003 stop fludarabine"},
      {"3 x 28", {"order.fludarabine = 84 mg/m2/day"}, "D003 stop fludarabine"},
      {"3 x 30", {"order.fludarabine = 90 mg/m2/day"}, "D003 stop fludarabine"},
      {"above 3 x 30", {"order.fludarabine = 90.1 mg/m2/day"}, "D001 stop fludarabine"},
      {"below 3 x 25", {"order.fludarabine = 74.9 mg/m2/day"}, "D001 stop fludarabine"},
      {"900 mg/m2 once is another regimen's dose, and 3 x 300",
       {"order.cyclophosphamide = 900 mg/m2/day"},
       "D003 stop cyclophosphamide, B004 info cyclophosphamide"},
      {"no level", {"order.fludarabine"}, "D004 stop fludarabine"},
      // 45.36 mg in steps of 6 mg is 48 mg, +5.8 %; of 50 mg is 50 mg, +10.2 %.
      {"rounded by more than 5 %", {"site: rounding.0.step = 6 mg"}, "D005 warning fludarabine"},
      {"rounded by more than 10 %",
       {"site: rounding.0.step = 50 mg"},
       "D006 stop fludarabine, D008 info fludarabine"},
      {"the site's own limits",
       {"site: rounding.0.warning = 0.7 %", "site: rounding.0.stop = 0.8 %"}, // -0.79 %
       "D005 warning fludarabine"},
      {"the site's own stop",
       {"site: rounding.0.warning = 0.6 %", "site: rounding.0.stop = 0.7 %"},
       "D006 stop fludarabine"},
      {"exactly at the ceiling: 2.80 m2",
       {"patient.height = 200 cm", "patient.weight = 141.12 kg", "order.fludarabine = 30 mg/m2/day",
        "order.cyclophosphamide = 300 mg/m2/day"},
       "B001 warning, R007 info"},
      {"above it: 2.98 m2",
       {"patient.height = 200 cm", "patient.weight = 160 kg", "order.fludarabine = 30 mg/m2/day",
        "order.cyclophosphamide = 300 mg/m2/day"},
       "D007 stop fludarabine, D007 stop cyclophosphamide, B001 warning, R007 info"},
      {"a cap keeps below the ceiling",
       {"patient.height = 200 cm", "patient.weight = 160 kg", "order.fludarabine = 30 mg/m2/day",
        "order.cyclophosphamide = 300 mg/m2/day", "protocol: protocol.bsa_cap = 2.2 m2"},
       "B001 warning, B003 info, R007 info"},
  };
  check_all(rows);
}

TEST_CASE("review: the cells") {
  const Row rows[] = {
      {"the floor", {"order.cells = 5e8 cells"}, ""},
      {"below it", {"order.cells = 499999999 cells"}, "C001 stop cells"},
      {"the ceiling", {"order.cells = 3e9 cells"}, ""},
      {"above it", {"order.cells = 3000000001 cells"}, "C001 stop cells"},
      {"two infusions up to the ceiling together",
       {"order.cells = 1.5e9 cells", "order.infusion_days.0 = 0", "order.infusion_days.1 = 7"},
       ""},
      {"two infusions above it together",
       {"order.cells = 1500000001 cells", "order.infusion_days.0 = 0", "order.infusion_days.1 = 7"},
       "C002 warning cells"},
      {"no level", {"order.cells"}, "C003 warning cells"},
      {"bags with exactly the ceiling: 120 mL x 5e7 x 0.5",
       {"order.cells = 3e9 cells", "product.0.lot = A", "product.0.volume = 120 mL",
        "product.0.viable_cells = 5e7 cells/mL", "product.0.car_fraction = 50 %",
        "product.0.car_fraction_of = viable", "product.0.expires = 2027-06-30"},
       ""},
      {"bags above the ceiling",
       {"order.cells = 3e9 cells", "product.0.lot = A", "product.0.volume = 120.000001 mL",
        "product.0.viable_cells = 5e7 cells/mL", "product.0.car_fraction = 50 %",
        "product.0.car_fraction_of = viable", "product.0.expires = 2027-06-30"},
       "C001 stop delivered"},
      {"bags with exactly the floor: 20 mL x 5e7 x 0.5",
       {"order.cells = 5e8 cells", "product.0.lot = A", "product.0.volume = 20 mL",
        "product.0.viable_cells = 5e7 cells/mL", "product.0.car_fraction = 50 %",
        "product.0.car_fraction_of = viable", "product.0.expires = 2027-06-30"},
       ""},
      {"two infusions, one bag above the ceiling of one",
       {"order.infusion_days.0 = 0", "order.infusion_days.1 = 7", "product.0.lot = A",
        "product.0.volume = 120.000001 mL", "product.0.viable_cells = 5e7 cells/mL",
        "product.0.car_fraction = 50 %", "product.0.car_fraction_of = viable",
        "product.0.expires = 2027-06-30"},
       "C001 stop delivered"},
      {"bags below the floor",
       {"order.cells = 5e8 cells", "product.0.lot = A", "product.0.volume = 19.999999 mL",
        "product.0.viable_cells = 5e7 cells/mL", "product.0.car_fraction = 50 %",
        "product.0.car_fraction_of = viable", "product.0.expires = 2027-06-30"},
       "C002 warning delivered, C004 info delivered"},
  };
  check_all(rows);
}

// Both drugs of the plan, given on their days: given.0 to given.5.
Changes all_doses(Changes more = {}) {
  Changes all = {
      "given.0.date = 2026-12-02", "given.0.what = fludarabine",      "given.0.dose = 45 mg",
      "given.1.date = 2026-12-03", "given.1.what = fludarabine",      "given.1.dose = 45 mg",
      "given.2.date = 2026-12-04", "given.2.what = fludarabine",      "given.2.dose = 45 mg",
      "given.3.date = 2026-12-02", "given.3.what = cyclophosphamide", "given.3.dose = 454 mg",
      "given.4.date = 2026-12-03", "given.4.what = cyclophosphamide", "given.4.dose = 454 mg",
      "given.5.date = 2026-12-04", "given.5.what = cyclophosphamide", "given.5.dose = 454 mg"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

TEST_CASE("review: the schedule") {
  const Row rows[] = {
      {"Tuesday as day zero puts Day minus 3 on a Saturday",
       {"order.day_zero = 2026-12-08"},
       "S001 warning day-minus-3"},
      {"Wednesday as day zero: Saturday and Sunday",
       {"order.day_zero = 2026-12-09", "patient.weight_on = 2026-12-01",
        "patient.creatinine_on = 2026-12-01"},
       "S001 warning day-minus-4, S001 warning day-minus-3"},
      {"Saturday as day zero", {"order.day_zero = 2026-12-12"}, "S001 warning day-0"},
      {"a closed date: Day minus 3 is 25 December",
       {"order.day_zero = 2026-12-28", "patient.weight_on = 2026-12-21",
        "patient.creatinine_on = 2026-12-21"},
       "S001 warning day-minus-3"},
      {"the infusion came a day late, the protocol is silent",
       all_doses({"on: 2026-12-08", "patient.weight_on = 2026-12-02",
                  "patient.creatinine_on = 2026-12-02", "given.6.date = 2026-12-08",
                  "given.6.what = infusion"}),
       "S002 warning, S012 info"},
      {"the infusion came as planned",
       all_doses({"on: 2026-12-07", "given.6.date = 2026-12-07", "given.6.what = infusion"}), ""},
      {"a day late within the protocol's window: no gap, and still not the planned day",
       all_doses({"on: 2026-12-08", "patient.weight_on = 2026-12-02",
                  "patient.creatinine_on = 2026-12-02", "given.6.date = 2026-12-08",
                  "given.6.what = infusion", "protocol: gap.days.0 = 2", "protocol: gap.days.1 = 4",
                  "protocol: gap.source = registry"}),
       "S003 warning infusion, S012 info"},
      {"a day late outside the protocol's window",
       all_doses({"on: 2026-12-08", "patient.weight_on = 2026-12-02",
                  "patient.creatinine_on = 2026-12-02", "given.6.date = 2026-12-08",
                  "given.6.what = infusion", "protocol: gap.days.0 = 2", "protocol: gap.days.1 = 3",
                  "protocol: gap.source = registry"}),
       "S002 stop, S012 info"},
      {"the last dose was given a day late: the gap shrinks",
       all_doses({"on: 2026-12-05", "given.2.date = 2026-12-05"}), "S002 warning"},
      {"both drugs were given a day late, every dose: one slip",
       all_doses({"on: 2026-12-05", "given.0.date = 2026-12-05", "given.3.date = 2026-12-05"}),
       "S002 warning"},
      {"given as planned so far",
       {"on: 2026-12-03", "given.0.date = 2026-12-02", "given.0.what = fludarabine",
        "given.0.dose = 45 mg", "given.1.date = 2026-12-02", "given.1.what = cyclophosphamide",
        "given.1.dose = 454 mg"},
       ""},
      {"a day has passed, and one drug of it is not on record",
       {"on: 2026-12-03", "given.0.date = 2026-12-02", "given.0.what = fludarabine",
        "given.0.dose = 45 mg"},
       "S010 warning cyclophosphamide"},
      // Nothing on record: the day of the calculation may only serve the age of a measurement.
      {"the day of the calculation is a drug day, and nothing is on record",
       {"on: 2026-12-02"},
       ""},
      {"the day of the calculation is after a drug day, and nothing is on record",
       {"on: 2026-12-03"},
       "S010 warning fludarabine, S010 warning cyclophosphamide"},
      {"all doses on record, and the infusion's day has passed without one",
       all_doses({"on: 2026-12-08", "patient.weight_on = 2026-12-02",
                  "patient.creatinine_on = 2026-12-02"}),
       "S010 warning infusion"},
      // The cyclophosphamide of 4 December may still come; that of 2 and 3 December has passed.
      {"a day has passed without its dose, and two without the other drug",
       {"on: 2026-12-04", "given.0.date = 2026-12-02", "given.0.what = fludarabine",
        "given.0.dose = 45 mg", "given.1.date = 2026-12-04", "given.1.what = fludarabine",
        "given.1.dose = 45 mg"},
       "S003 warning fludarabine, S003 warning cyclophosphamide"},
      {"a day has passed without its dose", all_doses({"on: 2026-12-04", "given.1"}),
       "S003 warning fludarabine"},
      {"given before the plan begins: with the three planned it would be a fourth dose",
       {"given.0.date = 2026-12-01", "given.0.what = fludarabine", "given.0.dose = 45 mg"},
       "S003 stop fludarabine"},
      // 45.36 mg is right; 10 % more is 49.896 mg.
      {"a given dose within 10 %",
       {"given.0.date = 2026-12-02", "given.0.what = fludarabine", "given.0.dose = 49.896 mg"},
       "S011 warning fludarabine"},
      {"a given dose beyond 10 %",
       {"given.0.date = 2026-12-02", "given.0.what = fludarabine", "given.0.dose = 49.897 mg"},
       "D010 warning fludarabine, S011 info fludarabine"},
      {"a given dose of a tenth: a lost point",
       {"given.0.date = 2026-12-02", "given.0.what = fludarabine", "given.0.dose = 4.5 mg"},
       "D010 warning fludarabine, S011 info fludarabine"},
      // 45 mg is left daily: 5 % of 47.368 mg is 2.3684 mg, of 47.369 mg 2.36845 mg; 2.368, 2.369
      // mg.
      {"the remaining dose is 5 % below a given one, and not more",
       {"given.0.date = 2026-12-02", "given.0.what = fludarabine", "given.0.dose = 47.368 mg"},
       "S011 info fludarabine"},
      {"the remaining dose is more than 5 % below a given one",
       {"given.0.date = 2026-12-02", "given.0.what = fludarabine", "given.0.dose = 47.369 mg"},
       "S011 warning fludarabine"},
      {"all were given: nothing is left that could differ",
       all_doses({"given.0.dose = 47.369 mg", "on: 2026-12-04"}), ""},
  };
  check_all(rows);
}

// design.md part 1: all findings are shown. Were S002 acknowledged, the plan would be ready with no
// word on the dose that is missing.
TEST_CASE("review: a late infusion does not hide a missed dose") {
  const Row rows[] = {
      {"fludarabine of 3 December is missing, and the infusion came on 8 December",
       all_doses({"on: 2026-12-08", "patient.weight_on = 2026-12-02",
                  "patient.creatinine_on = 2026-12-02", "given.6.date = 2026-12-08",
                  "given.6.what = infusion", "given.1"}),
       "S002 warning, S003 warning fludarabine, S012 info"},
  };
  check_all(rows);
}

// After the infusion no dose is left, so what was not given is missed, and is said for each drug.
TEST_CASE("review: an infusion after doses that were not given") {
  const Changes late = {"on: 2026-12-08", "patient.weight_on = 2026-12-02",
                        "patient.creatinine_on = 2026-12-02"};
  const auto and_late = [&](Changes changes) {
    changes.insert(changes.begin(), late.begin(), late.end());
    return changes;
  };
  const Row rows[] = {
      // From the planned 4 December to the 7th are the planned 3 days: the gap has nothing to say.
      {"no dose was given, the infusion came as planned",
       {"on: 2026-12-07", "given.0.date = 2026-12-07", "given.0.what = infusion"},
       "S003 warning fludarabine, S003 warning cyclophosphamide"},
      // From the planned 4 December to the 8th: 4 days, and only the infusion has moved.
      {"no dose was given, the infusion came a day late",
       and_late({"given.0.date = 2026-12-08", "given.0.what = infusion"}),
       "S002 warning, S003 warning fludarabine, S003 warning cyclophosphamide, S012 info"},
      {"one whole drug was not given",
       all_doses({"on: 2026-12-07", "given.6.date = 2026-12-07", "given.6.what = infusion",
                  "given.3", "given.3", "given.3"}),
       "S003 warning cyclophosphamide"},
      // The last dose was that of 3 December: 4 days. The gap does not say what was left out.
      {"the last dose of both drugs was not given",
       all_doses({"on: 2026-12-07", "given.6.date = 2026-12-07", "given.6.what = infusion",
                  "given.5", "given.2"}),
       "S002 warning, S003 warning fludarabine, S003 warning cyclophosphamide"},
      // The other drug's last dose was on its day: the gap is as planned.
      {"the last dose of one drug was not given",
       all_doses(
           {"on: 2026-12-07", "given.6.date = 2026-12-07", "given.6.what = infusion", "given.2"}),
       "S003 warning fludarabine"},
      // The gap is the patient's: a planned day on which nothing was given does not shorten it.
      {"the drug of the last day was not given, the other ended a day earlier",
       {"protocol: drug.1.days.2", "on: 2026-12-07", "given.0.date = 2026-12-02",
        "given.0.what = cyclophosphamide", "given.0.dose = 454 mg", "given.1.date = 2026-12-03",
        "given.1.what = cyclophosphamide", "given.1.dose = 454 mg", "given.2.date = 2026-12-07",
        "given.2.what = infusion"},
       "S002 warning, S003 warning fludarabine"},
  };
  check_all(rows);
}

// One slip, one finding: but a gap tells only of the drug that it is counted from, and no more of
// it than that its last dose moved.
TEST_CASE("review: what a moved gap does not say") {
  const Row rows[] = {
      {"fludarabine ended a day late, cyclophosphamide is not recorded at all",
       all_doses({"on: 2026-12-05", "given.2.date = 2026-12-05", "given.3", "given.3", "given.3"}),
       "S002 warning, S003 warning cyclophosphamide"},
      {"fludarabine ended a day late, cyclophosphamide began a day early",
       all_doses({"on: 2026-12-05", "given.2.date = 2026-12-05", "given.3.date = 2026-12-01"}),
       "S002 warning, S003 warning cyclophosphamide"},
      {"fludarabine ended a day late and lacks a dose",
       all_doses({"on: 2026-12-05", "given.2.date = 2026-12-05", "given.1"}),
       "S002 warning, S003 warning fludarabine"},
      // It may be the first, a week late, or the second of which the first is not on record.
      {"both infusions were planned, only one was given, on the day of the second",
       all_doses({"on: 2026-12-14", "patient.weight_on = 2026-12-07",
                  "patient.creatinine_on = 2026-12-07", "order.infusion_days.0 = 0",
                  "order.infusion_days.1 = 7", "given.6.date = 2026-12-14",
                  "given.6.what = infusion"}),
       "S002 warning, S003 warning infusion, S012 info"},
      // The first on 8 December lets the second be due on the 15th: given then, only the gap
      // speaks.
      {"the first of two infusions came a day late, the second 7 days after it",
       all_doses({"on: 2026-12-15", "patient.weight_on = 2026-12-14",
                  "patient.creatinine_on = 2026-12-14", "order.infusion_days.0 = 0",
                  "order.infusion_days.1 = 7", "given.6.date = 2026-12-08",
                  "given.6.what = infusion", "given.7.date = 2026-12-15",
                  "given.7.what = infusion"}),
       "S002 warning, S012 info"},
      {"the first of two infusions came a day late, the second 9 days after it",
       all_doses({"on: 2026-12-17", "patient.weight_on = 2026-12-14",
                  "patient.creatinine_on = 2026-12-14", "order.infusion_days.0 = 0",
                  "order.infusion_days.1 = 7", "given.6.date = 2026-12-08",
                  "given.6.what = infusion", "given.7.date = 2026-12-17",
                  "given.7.what = infusion"}),
       "S002 warning, S003 warning infusion, S012 info"},
      // The first infusion that is left is that of 14 December, 6 days after the last dose.
      {"a drug after the day of the first infusion, which was not given, and a second to come",
       all_doses({"on: 2026-12-08", "patient.weight_on = 2026-12-02",
                  "patient.creatinine_on = 2026-12-02", "given.2.date = 2026-12-08",
                  "order.infusion_days.0 = 0", "order.infusion_days.1 = 7",
                  "protocol: gap.days.0 = 2", "protocol: gap.days.1 = 6",
                  "protocol: gap.source = registry"}),
       "S003 warning fludarabine, S003 warning infusion"},
      // No infusion was given and none is left: there is no gap.
      {"a drug after the day of the infusion, which was not given",
       all_doses({"on: 2026-12-08", "patient.weight_on = 2026-12-02",
                  "patient.creatinine_on = 2026-12-02", "given.2.date = 2026-12-08"}),
       "S003 warning fludarabine, S003 warning infusion"},
      {"a drug after the infusion",
       all_doses({"on: 2026-12-08", "patient.weight_on = 2026-12-02",
                  "patient.creatinine_on = 2026-12-02", "given.2.date = 2026-12-08",
                  "given.6.date = 2026-12-07", "given.6.what = infusion"}),
       "S002 warning"},
      // Day 7 of an infusion on Saturday the 5th is a Saturday too; what was given is not judged.
      {"the first of two infusions was given on a Saturday",
       all_doses({"on: 2026-12-05", "order.infusion_days.0 = 0", "order.infusion_days.1 = 7",
                  "given.6.date = 2026-12-05", "given.6.what = infusion"}),
       "S001 warning day-7, S002 warning, S012 info"},
  };
  check_all(rows);
}

TEST_CASE("review: eligibility and adoption") {
  const Row rows[] = {
      {"a screening table", {"screening.date = 2026-11-20"}, "E003 warning"},
      {"the site adopts nothing", {"site: adopted"}, "A001 warning f01"},
      {"the site adopts another version", {"site: adopted.0.version = 2"}, "A001 warning f01"},
      {"the file has changed since",
       {"site: adopted.0.sha256 = "
        "0000000000000000000000000000000000000000000000000000000000000000"},
       "A001 warning f01"},
      {"the site adopts another protocol", {"site: adopted.0.id = f02"}, "A001 warning f01"},
      {"an acknowledgement of nothing",
       {"acknowledge.0.code = D005", "acknowledge.0.by = J Doe",
        "acknowledge.0.reason = as rounded"},
       "A003 info D005"},
      {"a waiver of nothing",
       {"waiver.0.finding = R003", "waiver.0.by = sponsor", "waiver.0.on = 2026-12-01",
        "waiver.0.reference = 12"},
       "A003 info R003"},
  };
  check_all(rows);
}

// design.md part 1: nothing is hidden by something worse; all findings are shown, worst first.
TEST_CASE("review: everything that is wrong is shown at once") {
  const Trial trial({"patient.id", "patient.birth_date = 2009-03-02",
                     "patient.serum_creatinine = 200 umol/L", "order.cyclophosphamide",
                     "order.cells = 4e9 cells", "safety.pentostatin = yes", "safety.breast_feeding",
                     "order.day_zero = 2026-12-08", "site: adopted"});
  CHECK(trial.plan().release.status == Status::refused);
  CHECK(findings_of(trial.plan().release) ==
        "P003 stop, P006 stop pentostatin, R003 stop, D004 stop cyclophosphamide, C001 stop cells, "
        "P001 warning, P007 warning, R004 warning fludarabine, S001 warning day-minus-3, "
        "A001 warning f01");
}

} // namespace
