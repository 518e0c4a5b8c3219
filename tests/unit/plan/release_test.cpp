// Release: no order while a stop stands, no order that a second derivation cannot confirm, and what
// an acknowledgement can lift.
#include "tests/unit/ordinary.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;

TEST_CASE("release: every stop of the contract refuses the whole plan") {
  struct Row {
    const char* code;
    Changes changes;
  };
  const Row rows[] = {
      {"P003", {"patient.birth_date = 2010-03-02"}},
      {"P006", {"safety.pentostatin = yes"}},
      {"R001", {"patient.serum_creatinine", "patient.creatinine_on"}},
      {"R002", {"patient.serum_creatinine = 200 umol/L"}},
      {"R003", {"patient.serum_creatinine = 132 umol/L"}},
      {"D001", {"order.fludarabine = 31 mg/m2/day"}},
      {"D002", {"order.fludarabine = 24 mg/m2/day"}},
      {"D003", {"order.fludarabine = 90 mg/m2/day"}},
      {"D004", {"order.fludarabine"}},
      {"D006", {"site: rounding.0.step = 50 mg"}},
      {"D007",
       {"patient.height = 200 cm", "patient.weight = 160 kg", "order.fludarabine = 30 mg/m2/day"}},
      {"C001", {"order.cells = 4e9 cells"}},
      {"S002",
       {"on: 2026-12-09", "given.0.date = 2026-12-09", "given.0.what = infusion",
        "protocol: gap.days.0 = 2", "protocol: gap.days.1 = 3", "protocol: gap.source = registry"}},
  };
  for (const Row& row : rows) {
    INFO(row.code);
    const Trial trial(row.changes);
    const Plan plan = trial.plan();
    CHECK(plan.release.status == Status::refused);
    CHECK(plan.release.order() == nullptr);
    CHECK(std::holds_alternative<Refusal>(plan.release.verdict));
    CHECK(findings_of(plan.release) == Containing{std::string(row.code) + " stop"});
    CHECK(plan.release.findings.front().finding.severity == Severity::stop);
  }
}

// Nobody can make an order but release: neither from nothing nor from its parts.
static_assert(!std::is_default_constructible_v<Order>);
static_assert(!std::is_constructible_v<Order, Worksheet>);
static_assert(!std::is_default_constructible_v<Refusal>);

TEST_CASE("release: an order holds the doses of the worksheet") {
  const Trial trial;
  const Plan plan = trial.plan();
  REQUIRE(plan.release.order() != nullptr);
  // 28 and 280 mg/m2/day on 1.62 m2: 45.36 and 453.6 mg.
  CHECK(of(plan.release.order()->doses(0).rounded) == 45_d);
  CHECK(of(plan.release.order()->doses(1).rounded) == 454_d);
  CHECK(of(plan.release.order()->doses(0).course) == 135_d);
  CHECK(plan.release.order()->infusions().empty());
}

// "acknowledge: code, subject, by, reason"; without a subject it is meant for every warning of the
// code.
Changes with_acknowledgement(Changes changes, const char* code, const char* subject = nullptr) {
  changes.push_back("acknowledge.0.by = J Doe");
  changes.push_back("acknowledge.0.reason = two-person check");
  changes.push_back(code);
  if (subject) changes.push_back(subject);
  return changes;
}

TEST_CASE("release: an open warning makes a draft and an acknowledged one does not") {
  const Changes step_of_6 = {"site: rounding.0.step = 6 mg"};
  struct Row {
    const char* why;
    Changes changes;
    Status status;
    const char* findings;
  };
  const Row rows[] = {
      {"an open warning", step_of_6, Status::draft, "D005 warning fludarabine"},
      {"acknowledged with its subject",
       with_acknowledgement(step_of_6, "acknowledge.0.code = D005",
                            "acknowledge.0.subject = fludarabine"),
       Status::ready, "D005 warning fludarabine"},
      {"acknowledged without a subject",
       with_acknowledgement(step_of_6, "acknowledge.0.code = D005"), Status::ready,
       "D005 warning fludarabine"},
      {"acknowledged for another subject",
       with_acknowledgement(step_of_6, "acknowledge.0.code = D005",
                            "acknowledge.0.subject = cyclophosphamide"),
       Status::draft, "D005 warning fludarabine, A003 info D005"},
      {"another code acknowledged", with_acknowledgement(step_of_6, "acknowledge.0.code = B001"),
       Status::draft, "D005 warning fludarabine, A003 info B001"},
      {"one of two warnings acknowledged",
       with_acknowledgement({"site: rounding.0.step = 6 mg", "patient.id"},
                            "acknowledge.0.code = P001"),
       Status::draft, "P001 warning, D005 warning fludarabine"},
      {"A001 is never acknowledged",
       with_acknowledgement({"site: adopted"}, "acknowledge.0.code = A001"), Status::draft,
       "A001 warning f01, A003 info A001"},
      {"a stop cannot be acknowledged",
       with_acknowledgement({"safety.pentostatin = yes"}, "acknowledge.0.code = P006"),
       Status::refused, "P006 stop pentostatin, A003 info P006"},
      {"an info needs no acknowledgement",
       with_acknowledgement({"site: site.weight_valid", "patient.weight_on"},
                            "acknowledge.0.code = P004"),
       Status::ready, "P004 info, A003 info P004"},
      {"one acknowledgement lifts every warning of its code",
       with_acknowledgement({"order.day_zero = 2026-12-09", "patient.weight_on = 2026-12-01",
                             "patient.creatinine_on = 2026-12-01"},
                            "acknowledge.0.code = S001"),
       Status::ready, "S001 warning day-minus-4, S001 warning day-minus-3"},
      {"or only that of its subject",
       with_acknowledgement({"order.day_zero = 2026-12-09", "patient.weight_on = 2026-12-01",
                             "patient.creatinine_on = 2026-12-01"},
                            "acknowledge.0.code = S001", "acknowledge.0.subject = day-minus-4"),
       Status::draft, "S001 warning day-minus-4, S001 warning day-minus-3"},
  };
  for (const Row& row : rows) {
    INFO(row.why);
    const Trial trial(row.changes);
    const Plan plan = trial.plan();
    CHECK(findings_of(plan.release) == row.findings);
    CHECK(to_text(plan.release.status) == to_text(row.status));
    CHECK((plan.release.order() != nullptr) == (row.status != Status::refused));
  }
}

TEST_CASE("release: an acknowledged finding says by whom") {
  const Trial trial(
      with_acknowledgement({"site: rounding.0.step = 6 mg"}, "acknowledge.0.code = D005"));
  const Plan plan = trial.plan();
  REQUIRE(plan.release.findings.front().finding.code == Code("D005"));
  REQUIRE(plan.release.findings.front().acknowledgement.has_value());
  CHECK(trial.the_case.acknowledgements.at(*plan.release.findings.front().acknowledgement).by ==
        "J Doe");
  CHECK_FALSE(plan.release.findings.front().is_open());
}

TEST_CASE("release: a waiver lifts its limit and nothing else") {
  const Changes waiver = {"waiver.0.finding = R003", "waiver.0.by = sponsor, Dr Example",
                          "waiver.0.on = 2026-12-01", "waiver.0.reference = waiver 12"};
  Changes low = waiver, young = waiver;
  low.push_back("patient.serum_creatinine = 132 umol/L"); // 45.2 mL/min
  young.push_back("patient.birth_date = 2010-03-02");
  CHECK(Trial(low).plan().release.status == Status::draft); // R004 stays
  CHECK(findings_of(Trial(low).plan().release) == "R004 warning fludarabine, R003 info");
  CHECK(Trial(young).plan().release.status == Status::refused);
  CHECK(findings_of(Trial(young).plan().release) == "P003 stop, A003 info R003");
}

// A worksheet, and what release makes of it when one of its numbers has been tampered with.
struct Tampering {
  explicit Tampering(const Changes& changes)
      : trial(changes), rule(trial.rule()),
        sheet(compute(trial.the_case.patient, trial.the_case.prescription, rule)) {}
  bool is_caught() const {
    try {
      release(trial.the_case, rule, sheet, Findings());
      return false;
    } catch (const DerivationsDiffer&) {
      return true;
    }
  }
  DoseSteps& doses(std::size_t drug) { return *sheet.drugs[drug].doses; }

  Trial trial;
  TreatmentRule rule;
  Worksheet sheet;
};

template <class Target>
void add(Target& target, Decimal more) {
  if constexpr (requires { typename Target::Quantity; })
    target = Target(in<typename Target::Quantity>(of(target) + more));
  else
    target = in<Target>(of(target) + more);
}

struct Tamper {
  const char* what;
  void (*with)(Tampering&);
};

constexpr Decimal last_digit = 0.000000001_d;

// Each number on the way to a dose, changed by its last printed digit.
constexpr Tamper last_digits[] = {
    {"the unrounded area", [](Tampering& t) { add(t.sheet.surface.unrounded, last_digit); }},
    {"the area before a cap", [](Tampering& t) { add(t.sheet.surface.before_cap, last_digit); }},
    {"the area used", [](Tampering& t) { add(t.sheet.surface.used, last_digit); }},
    {"the area used, a hundredth up", [](Tampering& t) { add(t.sheet.surface.used, 0.01_d); }},
    {"the area used, a hundredth down", [](Tampering& t) { add(t.sheet.surface.used, -0.01_d); }},
    {"the clearance", [](Tampering& t) { add(t.sheet.clearances->used, last_digit); }},
    {"the clearance, down", [](Tampering& t) { add(t.sheet.clearances->used, -last_digit); }},
    {"the level of fludarabine", [](Tampering& t) { add(*t.sheet.drugs[0].level, last_digit); }},
    {"the level of cyclophosphamide",
     [](Tampering& t) { add(*t.sheet.drugs[1].level, last_digit); }},
    {"calculated fludarabine", [](Tampering& t) { add(t.doses(0).calculated, last_digit); }},
    {"calculated cyclophosphamide", [](Tampering& t) { add(t.doses(1).calculated, last_digit); }},
    {"adjusted fludarabine", [](Tampering& t) { add(t.doses(0).adjusted, last_digit); }},
    {"adjusted cyclophosphamide", [](Tampering& t) { add(t.doses(1).adjusted, -last_digit); }},
    {"the dose of fludarabine", [](Tampering& t) { add(t.doses(0).rounded, last_digit); }},
    {"the dose of fludarabine, one step up", [](Tampering& t) { add(t.doses(0).rounded, 1_d); }},
    {"the dose of fludarabine, one step down", [](Tampering& t) { add(t.doses(0).rounded, -1_d); }},
    {"the dose of cyclophosphamide, one step up",
     [](Tampering& t) { add(t.doses(1).rounded, 1_d); }},
    {"the course of fludarabine", [](Tampering& t) { add(t.doses(0).course, last_digit); }},
    {"the course of cyclophosphamide", [](Tampering& t) { add(t.doses(1).course, 1_d); }},
    {"a daily dose in the place of the course",
     [](Tampering& t) { t.doses(0).course = in<DrugMass>(of(t.doses(0).rounded)); }},
    {"the course in the place of a daily dose",
     [](Tampering& t) { t.doses(0).rounded = RoundedDose(in<DailyDose>(of(t.doses(0).course))); }},
    {"no reduction where there is one",
     [](Tampering& t) {
       t.sheet.drugs[0].adjustment = FullLevel{};
       t.doses(0).adjusted = AdjustedDose(t.doses(0).calculated.quantity());
       t.doses(0).rounded = RoundedDose(mg_per_day(45_d));
       t.doses(0).course = in<DrugMass>(135_d);
     }},
    {"the reduction of another band",
     [](Tampering& t) {
       t.sheet.drugs[0].adjustment = ReducedByFraction{0.6_d};
       t.doses(0).adjusted = AdjustedDose(mg_per_day(27.216_d)); // 45.36 x 0.6
       t.doses(0).rounded = RoundedDose(mg_per_day(27_d));
       t.doses(0).course = in<DrugMass>(81_d);
     }},
    {"a reduced level instead of a fraction",
     [](Tampering& t) { t.sheet.drugs[0].adjustment = ReducedToLevel{mg_per_m2_per_day(20_d)}; }},
    {"the drugs exchanged", [](Tampering& t) { std::swap(t.sheet.drugs[0], t.sheet.drugs[1]); }},
};

// 65.6 mL/min: fludarabine is reduced to 0.8, so that every step does something.
const Changes reduced = {"patient.serum_creatinine = 91 umol/L"};

TEST_CASE("release: the two derivations agree on an honest worksheet") {
  CHECK_FALSE(Tampering({}).is_caught());
  CHECK_FALSE(Tampering(reduced).is_caught());
  CHECK_FALSE(Tampering({"protocol: protocol.bsa_cap = 1.5 m2"}).is_caught());
  CHECK_FALSE(Tampering({"site: site.bsa_rounding = none"}).is_caught());
  CHECK_FALSE(Tampering({"order.formula = boyd"}).is_caught());
  CHECK_FALSE(
      Tampering({"protocol: drug.0.renal_basis = absolute", "patient.serum_creatinine = 91 umol/L"})
          .is_caught());
  CHECK_FALSE(
      Tampering({"protocol: clearance.weight = adjusted", "patient.serum_creatinine = 91 umol/L"})
          .is_caught());
  CHECK_FALSE(Tampering({"given.0.date = 2026-12-02", "given.0.what = fludarabine",
                         "given.0.dose = 44.5 mg"})
                  .is_caught());
}

TEST_CASE("release: the second derivation catches every number that was tampered with") {
  for (const Tamper& tamper : last_digits) {
    INFO(tamper.what);
    Tampering tampering(reduced);
    tamper.with(tampering);
    CHECK(tampering.is_caught());
  }
}

// Every later step fits the wrong level: only the order itself can tell.
TEST_CASE("release: a level that was not ordered is caught") {
  Tampering tampering({});
  tampering.trial.the_case.prescription.drugs[0].level = mg_per_m2_per_day(25_d);
  CHECK(tampering.is_caught());
}

TEST_CASE("release: a forgotten or an invented cap of the area is caught") {
  Tampering forgotten({});
  forgotten.rule.surface_cap = m2(1.5_d);
  CHECK(forgotten.is_caught());
  Tampering invented({"protocol: protocol.bsa_cap = 1.5 m2"});
  invented.rule.surface_cap.reset();
  CHECK(invented.is_caught());
}

TEST_CASE("release: a wrong clearance on the protocol's weight is caught") {
  // 62.8 mL/min on adjusted weight, written as 80: one band too high.
  Tampering tampering(
      {"protocol: clearance.weight = adjusted", "patient.serum_creatinine = 91 umol/L"});
  tampering.sheet.clearances->used = ml_per_min(80_d);
  tampering.sheet.drugs[0].adjustment = FullLevel{};
  tampering.doses(0).adjusted = AdjustedDose(tampering.doses(0).calculated.quantity());
  tampering.doses(0).rounded = RoundedDose(mg_per_day(45_d));
  tampering.doses(0).course = in<DrugMass>(135_d);
  CHECK(tampering.is_caught());
}

TEST_CASE("release: another weight than the protocol's is caught") {
  // 50.2 mL/min on actual and 46.6 on ideal weight, which the protocol asks for: one band too high.
  Tampering tampering(
      {"protocol: clearance.weight = ideal", "patient.serum_creatinine = 119 umol/L"});
  tampering.sheet.clearances->basis = WeightBasis::actual;
  tampering.sheet.drugs[0].adjustment = ReducedByFraction{0.8_d};
  tampering.doses(0).adjusted = AdjustedDose(mg_per_day(36.288_d)); // 45.36 x 0.8
  tampering.doses(0).rounded = RoundedDose(mg_per_day(36_d));
  tampering.doses(0).course = in<DrugMass>(108_d);
  CHECK(tampering.is_caught());
}

TEST_CASE("release: the cells that an order holds are derived again too") {
  Tampering tampering({"product.0.lot = A", "product.0.volume = 50 mL",
                       "product.0.viable_cells = 5e7 cells/mL", "product.0.nk_fraction = 95 %",
                       "product.0.car_fraction = 60 %", "product.0.car_fraction_of = nk"});
  BagsGiven& given = tampering.sheet.infusions.at(0).whole_bags;
  REQUIRE(of(given.delivered) == 1425_d);
  CHECK_FALSE(tampering.is_caught());
  given.delivered = million_cells(1500_d); // the NK fraction left out
  CHECK(tampering.is_caught());
  given.delivered = million_cells(1425_d);
  given.volume = in<Volume>(40_d);
  CHECK(tampering.is_caught());
}

TEST_CASE("release: a cell level is derived again from the weight and the cap") {
  // 1e7 cells/kg x 58.4 kg are 5.84e8 cells.
  Tampering tampering({"protocol: cells.range.0 = 1e6 cells/kg",
                       "protocol: cells.range.1 = 2e7 cells/kg", "order.cells = 1e7 cells/kg"});
  REQUIRE(of(*tampering.sheet.cells.level) == 584_d);
  CHECK_FALSE(tampering.is_caught());
  tampering.sheet.cells.level = million_cells(600_d);
  CHECK(tampering.is_caught());
}

// With a refusal there is nothing to derive: no dose is released.
TEST_CASE("release: a refused worksheet is not derived again") {
  Tampering tampering({});
  add(tampering.doses(0).rounded, 1_d);
  const Findings stop{{"P006", Severity::stop, "pentostatin", {}, 0}};
  const Release refused = release(tampering.trial.the_case, tampering.rule, tampering.sheet, stop);
  CHECK(refused.order() == nullptr);
  CHECK(refused.status == Status::refused);
}

} // namespace
