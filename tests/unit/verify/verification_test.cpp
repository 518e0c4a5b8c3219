// An order against our own plan: the recognisers at their exact edges, and a plan against itself.
#include "cli/case/written_order_reader.hpp"
#include "cli/data/plan/plan_csv.hpp"
#include "dosing/text/document.hpp"
#include "schedule/verify/verification_review.hpp"
#include "tests/unit/chance.hpp"
#include "tests/unit/ordinary.hpp"

#include <fmt/format.h>

#include <memory>
#include <set>

namespace {
using namespace nkdose;
using namespace nkdose::test;

MeantDose meant(Decimal adjusted, Decimal rounded) {
  return {AdjustedDose(mg_per_day(adjusted)), RoundedDose(mg_per_day(rounded))};
}

constexpr Decimal smallest_step = 0.000000001_d;

// 5 % of 48.6 is 2.43.
TEST_CASE("verification: the tolerance holds at its edge and not one step beyond") {
  const Tolerance tolerance;
  CHECK(tolerance.holds(51.03_d, 48.6_d));
  CHECK_FALSE(tolerance.holds(51.03_d + smallest_step, 48.6_d));
  CHECK(tolerance.holds(46.17_d, 48.6_d));
  CHECK_FALSE(tolerance.holds(46.17_d - smallest_step, 48.6_d));
  const Tolerance none{0_d, ""};
  CHECK(none.holds(48.6_d, 48.6_d));
  CHECK_FALSE(none.holds(48.6_d + smallest_step, 48.6_d));
}

// Our rounded dose agrees however far the site's rounding went; nothing near it does.
TEST_CASE("verification: our rounded dose agrees beyond the tolerance") {
  const Tolerance tolerance;
  const MeantDose ours = meant(10_d, 11_d);
  CHECK(is_dose(11_d, ours, tolerance));
  CHECK_FALSE(is_dose(11_d - smallest_step, ours, tolerance));
  CHECK_FALSE(is_dose(10.5_d + smallest_step, ours, tolerance));
  CHECK(is_dose(10.5_d, ours, tolerance));
  CHECK(is_dose(33_d, ours, tolerance, 3_d));
}

TEST_CASE("verification: differences in per cent are cut, and end at a million per cent") {
  CHECK(difference_percent(49_d, 48.6_d) == 0.823045267_d); // 0.4 / 48.6
  CHECK(difference_percent(48_d, 48.6_d) == -1.234567901_d);
  CHECK(difference_percent(486'000_d, 48.6_d) == 999'900_d);
  CHECK_FALSE(difference_percent(486'000_d + smallest_step, 48.6_d));
  CHECK_FALSE(difference_percent(1'000'000_d, 0.0004_d)); // would leave the range of a Decimal
}

// Ours 48.6 mg unrounded and 49 mg rounded, three doses, 30 mg/m2/day, 58.4 kg. Each edge is 5 % of
// the number named, by hand.
TEST_CASE("verification: every classic error at its exact edges") {
  struct Row {
    const char* what;
    Decimal ordered;
    const char* code;
  };
  const Row rows[] = {
      {"3 x 48.6 = 145.8, less 7.29", 138.51_d, "O004"},
      {"one step below", 138.51_d - smallest_step, "O001"},
      {"and 7.29", 153.09_d, "O004"},
      {"one step above", 153.09_d + smallest_step, "O001"},
      {"2 x 48.6, two are left", 97.2_d, "O004"},
      {"10 x 48.6, and 24.3", 510.3_d, "O005"},
      {"one step above", 510.3_d + smallest_step, "O001"},
      {"a tenth, less 0.243", 4.617_d, "O005"},
      {"one step below", 4.617_d - smallest_step, "O001"},
      {"a tenth of 49", 4.9_d, "O005"},
      {"a hundred times", 4860_d, "O005"},
      {"a thousand times", 49'000_d, "O005"},
      {"a thousandth", 0.049_d, "O005"},
      {"30 x 58.4 = 1,752, less 87.6", 1664.4_d, "O007"},
      {"one step below", 1664.4_d - smallest_step, "O001"},
      {"and 87.6", 1839.6_d, "O007"},
      {"one step above", 1839.6_d + smallest_step, "O001"},
      {"60.75 before a reduction to 0.8, and 3.0375", 63.7875_d, "O009"},
      {"one step above", 63.7875_d + smallest_step, "O001"},
      {"40 by the order's own measurements, less 2", 38_d, "O008"},
      {"one step below", 38_d - smallest_step, "O001"},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    const Tolerance tolerance;
    const SlipContext context{.ordered = row.ordered,
                              .ours = meant(48.6_d, 49_d),
                              .doses = 3,
                              .doses_left = 2,
                              .level = mg_per_m2_per_day(30_d),
                              .weight = kg(58.4_d),
                              .unreduced = meant(60.75_d, 61_d),
                              .by_own_measurements = meant(40_d, 40_d),
                              .tolerance = tolerance};
    CHECK(slip_of(context).text.code.text() == row.code);
  }
}

TEST_CASE("verification: drugs are exchanged only where both have the other's dose") {
  const Tolerance tolerance;
  SlipContext context{.ordered = 486_d,
                      .ours = meant(48.6_d, 49_d),
                      .doses = 3,
                      .doses_left = 3,
                      .level = mg_per_m2_per_day(30_d),
                      .weight = kg(58.4_d),
                      .tolerance = tolerance};
  CHECK(slip_of(context).text.code.text() == std::string_view("O005"));
  context.others.push_back({486_d, meant(486_d, 486_d)}); // that one is right
  CHECK(slip_of(context).text.code.text() == std::string_view("O005"));
  context.others[0].ordered = 49_d;
  CHECK(slip_of(context).text.code.text() == std::string_view("O006"));
}

Verification verified(const Plan& plan, const Checked<Document, Problems>& document,
                      OrderForm form) {
  REQUIRE(document);
  static std::vector<std::unique_ptr<WrittenOrder>> orders; // they outlive what points at them
  auto order = read_order(*document, plan.treatment->protocol, form, "");
  REQUIRE(order);
  orders.push_back(std::make_unique<WrittenOrder>(std::move(*order)));
  return verify(plan, *orders.back());
}

// The plan's own doses and the case's own measurements, as an order in JSON.
std::string order_json(const Plan& plan) {
  const Patient& patient = plan.the_case->patient;
  std::string doses;
  for (const Event& event : plan.calendar)
    if (event.kind == EventKind::drug && event.progress == Progress::planned)
      doses += fmt::format(R"({}{{"date": "{}", "drug": "{}", "dose": "{} mg"}})",
                           doses.empty() ? "" : ", ", iso_date(event.date), event.what.text(),
                           to_text(of(plan.release.order()->doses(*event.drug).rounded)));
  return fmt::format(
      R"({{"patient": {{"id": "{}", "sex": "{}", "height": "{} cm", "weight": "{} kg",
           "serum_creatinine": "{} umol/L"}}, "protocol": "f01", "day_zero": "{}", "doses": [{}],
           "cells": {{"level": "{}e6 cells"}}}})",
      plan.the_case->id, patient.sex == Sex::female ? "female" : "male",
      to_text(of(patient.height)), to_text(of(patient.weight)), to_text(of(*patient.creatinine)),
      iso_date(plan.the_case->day_zero), doses, to_text(of(*plan.cells.level)));
}

TEST_CASE("verification: a plan's own CSV and JSON always agree" *
          doctest::test_suite("exhaustive")) {
  Chance chance(20261207);
  int compared = 0;
  for (int i = 0; i < 300; ++i) {
    const auto tenths = [&](std::int64_t low, std::int64_t high) {
      return to_text(Decimal(chance.between(low, high)) * 0.1_d);
    };
    const std::string changes[] = {
        "patient.height = " + tenths(1500, 1900) + " cm",
        "patient.weight = " + tenths(500, 1100) + " kg",
        "patient.serum_creatinine = " + tenths(400, 1200) + " umol/L",
        "patient.sex = " + std::string(chance.between(0, 1) == 0 ? "female" : "male"),
        "order.fludarabine = " + tenths(250, 300) + " mg/m2/day",
        "order.cyclophosphamide = " + tenths(2500, 3000) + " mg/m2/day",
        "site: rounding.0.step = " + std::to_string(chance.between(1, 12)) + " mg",
        "order.day_zero = " +
            iso_date(*read_iso_date("2026-12-07") + std::chrono::days(chance.between(-2, 5))),
    };
    INFO(fmt::format("{}", fmt::join(changes, "\n")));
    const Trial trial(Changes(std::begin(changes), std::end(changes)));
    const Plan plan = trial.plan();
    if (plan.release.status == Status::refused) continue;
    ++compared;
    for (const Verification& result :
         {verified(plan, read_order_csv(plan_csv(plan), "own.csv"), OrderForm::rows),
          verified(plan, read_json(order_json(plan), "own.json"), OrderForm::tables)}) {
      // The order of a draft is read, whatever it says.
      CHECK(result.verdict ==
            (plan.release.status == Status::ready ? OrderVerdict::agrees : OrderVerdict::read));
    }
  }
  CHECK(compared > 100);
}

// Whatever one dose is changed to beyond the tolerance, the order no longer agrees.
TEST_CASE("verification: no other dose agrees") {
  const Trial trial;
  const Plan plan = trial.plan();
  const std::string csv = plan_csv(plan); // 45.36 mg, as 45: within 43.092 to 47.628
  const auto with = [&](const char* dose) {
    std::string text = csv;
    text.replace(text.find(",45\n"), 4, fmt::format(",{}\n", dose));
    return verified(plan, read_order_csv(text, "other.csv"), OrderForm::rows).verdict;
  };
  CHECK(with("43.092") == OrderVerdict::agrees);
  CHECK(with("47.628") == OrderVerdict::agrees);
  CHECK(with("43.091999") == OrderVerdict::differs);
  CHECK(with("47.628001") == OrderVerdict::differs);
  CHECK(with("0.001") == OrderVerdict::differs);
  CHECK(with("1000000") == OrderVerdict::differs);
}

TEST_CASE("verification: each error is recognised by one row") {
  std::set<std::string_view> codes;
  for (const DoseSlip& slip : dose_slips()) {
    CHECK(codes.insert(slip.text.code.text()).second);
    CHECK(slip.text.severity == Severity::stop);
    CHECK_FALSE(slip.text.details[1].empty()); // several days
  }
  CHECK(dose_slips().back().text.code == Code("O001"));
}

TEST_CASE("verification: an order's fields are those of a case where they are the same") {
  for (const std::string_view table : {"", "patient", "doses", "cells", "row"})
    CHECK_FALSE(order_fields(table).empty());
  CHECK(order_fields("nothing").empty());
  for (const Field& field : order_fields("patient"))
    CHECK(field.need == Need::optional);
  CHECK(order_fields("patient").size() == 5);
}

} // namespace
