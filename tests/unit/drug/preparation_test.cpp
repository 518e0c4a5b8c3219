// From a dose to a drawn volume, a bag, and the vials of several days.
#include "dosing/drug/preparation.hpp"
#include "tests/unit/chance.hpp"
#include "tests/unit/numbers.hpp"

#include <numeric>
#include <vector>

namespace {
using namespace nkdose;
using namespace nkdose::test;

DrugMass mg(Decimal number) {
  return in<DrugMass>(number);
}
Volume ml(Decimal number) {
  return in<Volume>(number);
}
DrugConcentration mg_per_ml(Decimal number) {
  return in<DrugConcentration>(number);
}
Duration minutes(Decimal number) {
  return in<Duration>(number);
}

// drugs-rounding-renal-safety.md 2.1: "540 mg = 27 / 5.4 / 2.7 / 1.08 mL" at 20, 100, 200, 500.
TEST_CASE("preparation: the drawn volume is dose / strength") {
  struct Row {
    Decimal dose, strength, volume;
  };
  const Row rows[] = {
      {540_d, 20_d, 27_d},      {540_d, 100_d, 5.4_d},      {540_d, 200_d, 2.7_d},
      {540_d, 500_d, 1.08_d},   {50_d, 25_d, 2_d},          {42.5_d, 25_d, 1.7_d},
      {0.01_d, 25_d, 0.0004_d}, {0.01_d, 500_d, 0.00002_d},
  };
  for (const Row& row : rows) {
    INFO(to_text(row.dose), " mg at ", to_text(row.strength), " mg/mL");
    PreparationPolicy policy;
    policy.strength = mg_per_ml(row.strength);
    const PreparedDose sheet = prepare(mg(row.dose), {}, policy);
    CHECK(of(sheet.drawn) == row.volume);
    CHECK(of(sheet.drawn * policy.strength) == row.dose);
    CHECK_FALSE(sheet.bag.has_value());
  }
}

// The drug's volume added: 1.1 "30-75 mg in a 100 mL bag = 0.30-0.73 mg/mL; in 125 mL 0.24-0.59; in
// 50 mL a 55 mg dose is 1.06" (at 25 mg/mL; 55 / 52.2 is 1.0536, so 1.05 stands here); 2.2 "400-540
// mg in 250 mL = 1.5-1.95; in 100 mL 3.3-4.3; 600 mg in 250 mL = 2.14 (1.94 if 30 mL overfill is
// counted)"; 8.2 "480 mg in 250 mL = 1.75" (at 20 mg/mL). Printed there to as many decimals,
// rounded.
TEST_CASE("preparation: the reference's concentrations with the volume added") {
  struct Row {
    Decimal strength, dose, bag, overfill, printed, half;
  };
  const Row rows[] = {
      {25_d, 30_d, 100_d, 0_d, 0.30_d, 0.005_d},   {25_d, 75_d, 100_d, 0_d, 0.73_d, 0.005_d},
      {25_d, 30_d, 125_d, 0_d, 0.24_d, 0.005_d},   {25_d, 75_d, 125_d, 0_d, 0.59_d, 0.005_d},
      {25_d, 55_d, 50_d, 0_d, 1.05_d, 0.005_d},    {20_d, 400_d, 250_d, 0_d, 1.5_d, 0.05_d},
      {20_d, 540_d, 250_d, 0_d, 1.95_d, 0.005_d},  {20_d, 400_d, 100_d, 0_d, 3.3_d, 0.05_d},
      {20_d, 540_d, 100_d, 0_d, 4.3_d, 0.05_d},    {20_d, 600_d, 250_d, 0_d, 2.14_d, 0.005_d},
      {20_d, 600_d, 250_d, 30_d, 1.94_d, 0.005_d}, {20_d, 480_d, 250_d, 0_d, 1.75_d, 0.005_d},
  };
  for (const Row& row : rows) {
    INFO(to_text(row.dose), " mg in ", to_text(row.bag), " mL");
    PreparationPolicy policy;
    policy.strength = mg_per_ml(row.strength);
    policy.bags[0] = {ml(row.bag), ml(row.overfill)};
    policy.bag_count = 1;
    const Decimal concentration = of(prepare(mg(row.dose), {}, policy).bag->concentration);
    CHECK(concentration >= row.printed - row.half);
    CHECK(concentration < row.printed + row.half);
  }
}

TEST_CASE("preparation: limits of a bag are compared as products, strictly") {
  PreparationPolicy policy;
  policy.strength = mg_per_ml(25_d);
  policy.convention = BagConvention::withdrawn;
  policy.infusion_time = minutes(30_d);
  struct Row {
    Decimal dose, bag, limit;
    bool below, above;
  };
  const Row rows[] = {
      {500_d, 250_d, 2_d, false, false},
      {499.99_d, 250_d, 2_d, true, false},
      {500.01_d, 250_d, 2_d, false, true},
      {1_d, 3000_d, 0.000333333_d, false, true}, // 0.000333333333...: the cut alone would be equal
      {1_d, 3000_d, 0.000333334_d, true, false},
  };
  for (const Row& row : rows) {
    INFO(to_text(row.dose), " mg in ", to_text(row.bag), " mL");
    const PreparedBag sheet =
        bag_sheet(mg(row.dose), mg(row.dose) / policy.strength, {ml(row.bag), {}}, policy);
    CHECK(is_below(sheet, mg(row.dose), mg_per_ml(row.limit)) == row.below);
    CHECK(is_above(sheet, mg(row.dose), mg_per_ml(row.limit)) == row.above);
    CHECK(of(sheet.final) == row.bag);
    CHECK(*sheet.millilitres_per_hour == row.bag * 2_d);
  }
}

TEST_CASE("preparation: only the first bag is used") {
  PreparationPolicy policy;
  policy.strength = mg_per_ml(20_d);
  policy.bags[0] = {ml(100_d), ml(7_d)};
  policy.bags[1] = {ml(250_d), ml(30_d)};
  policy.bag_count = 2;
  const PreparedDose sheet = prepare(mg(480_d), {}, policy);
  CHECK(of(sheet.bag->bag.nominal) == 100_d);
  CHECK(of(sheet.bag->final) == 131_d);
  CHECK_FALSE(sheet.bag->millilitres_per_hour.has_value());
}

// Vials of 1,000 mg, 486 mg a day: 514 mg are left after the first day, 28 mg after the second.
TEST_CASE("preparation: an opened vial is used within its time, the oldest first") {
  struct Row {
    std::optional<Duration> keeps;
    std::vector<int> days;
    std::vector<Decimal> from_kept, kept, discarded;
    const char* why;
  };
  const Row rows[] = {
      {{}, {-5, -4, -3}, {0_d, 0_d, 0_d}, {0_d, 0_d, 0_d}, {514_d, 514_d, 514_d}, "never kept"},
      {minutes(1440_d),
       {-5, -4, -3},
       {0_d, 486_d, 0_d},
       {514_d, 0_d, 0_d},
       {0_d, 28_d, 514_d},
       "24 h: 28 mg would be 48 h old"},
      {minutes(1439_d),
       {-5, -4, -3},
       {0_d, 0_d, 0_d},
       {0_d, 0_d, 0_d},
       {514_d, 514_d, 514_d},
       "a minute too short"},
      {minutes(2880_d),
       {-5, -4, -3},
       {0_d, 486_d, 28_d},
       {514_d, 28_d, 0_d},
       {0_d, 0_d, 542_d},
       "48 h"},
      {minutes(1440_d), {-7, -5}, {0_d, 0_d}, {0_d, 0_d}, {514_d, 514_d}, "a day between"},
      {minutes(2880_d), {-7, -5}, {0_d, 486_d}, {514_d, 0_d}, {0_d, 28_d}, "48 h over a gap"},
      {minutes(10'080_d), {-5}, {0_d}, {0_d}, {514_d}, "the last dose keeps nothing"},
  };
  for (const Row& row : rows) {
    INFO(row.why);
    PreparationPolicy policy;
    policy.strength = mg_per_ml(20_d);
    policy.stock.append(mg(1000_d));
    policy.opened_vial = row.keeps;
    const PreparedDose sheet = prepare(mg(486_d), row.days, policy);
    REQUIRE(sheet.days.size() == row.days.size());
    for (std::size_t i = 0; i < row.days.size(); ++i) {
      CHECK(of(sheet.days[i].from_kept) == row.from_kept[i]);
      CHECK(of(sheet.days[i].kept) == row.kept[i]);
      CHECK(of(sheet.days[i].discarded) == row.discarded[i]);
    }
  }
}

TEST_CASE("preparation: every milligram opened is given, kept or discarded; keeping saves" *
          doctest::test_suite("exhaustive")) {
  Chance chance(33);
  constexpr Decimal times[] = {60_d, 1440_d, 1441_d, 2880_d, 10'080_d};
  for (int trial = 0; trial < 5'000; ++trial) {
    PreparationPolicy policy;
    policy.strength = mg_per_ml(20_d);
    for (int size = static_cast<int>(chance.between(100, 2'000));
         size > 0 && policy.stock.sizes().size() < 4;
         size -= static_cast<int>(chance.between(50, 900)))
      policy.stock.append(mg(size));
    std::vector<int> days;
    for (int day = -14; day < 0; ++day)
      if (chance.between(0, 2) != 0) days.push_back(day);
    const DrugMass dose = mg(Decimal(chance.between(1, 20'000)) * 0.1_d);
    const PreparedDose discarding = prepare(dose, days, policy);
    policy.opened_vial = minutes(chance.one_of(times));
    const PreparedDose keeping = prepare(dose, days, policy);
    INFO("trial ", trial, ": ", to_text(of(dose)), " mg on ", days.size(), " days");
    CHECK(keeping.opened() <= discarding.opened());
    DrugMass given;
    for (const PreparedDose* sheet : {&discarding, &keeping}) {
      DrugMass before;
      given = {};
      for (const VialDay& day : sheet->all_days()) {
        CHECK(before + day.opened.content == dose + day.kept + day.discarded);
        CHECK(day.from_kept <= before);
        CHECK((day.from_kept == dose || day.from_kept == before)); // what is kept comes first
        before = day.kept;
        given += dose;
      }
      CHECK(before == DrugMass());
      CHECK(sheet->opened() == given + sheet->discarded());
    }
    // Nothing survives a gap that is longer than its time.
    for (std::size_t i = 0; i + 1 < days.size(); ++i)
      if (Decimal((days[i + 1] - days[i]) * 1440) > of(*policy.opened_vial))
        CHECK(keeping.days[i].kept == DrugMass());
  }
}

} // namespace
