// Cockcroft-Gault on three weights, and the ideal and adjusted weights themselves.
#include "dosing/body/clearance.hpp"
#include "tests/unit/numbers.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;
using enum Sex;

/// mg/dL as umol/L: 88.4 umol/L a mg/dL (S89).
SerumCreatinine mg_per_dl(Decimal number) {
  return umol_per_l(number * 88.4_d);
}

Decimal half_up_to_hundredths(Decimal value) {
  return cut_to(value + 0.005_d, 2);
}

// drugs-rounding-renal-safety.md 8.1 (S91), with the exact quotient beside the printed one.
TEST_CASE("clearance: published cases") {
  // (140 - 65) x 70 / (72 x 1.4) = 5250 / 100.8, printed as 52.1.
  CHECK(of(cockcroft_gault(male, {65}, kg(70_d), mg_per_dl(1.4_d))) == 52.083333333_d);
  // (140 - 45) x 60 x 0.85 / (72 x 0.9) = 4845 / 64.8, printed as 74.8.
  CHECK(of(cockcroft_gault(female, {45}, kg(60_d), mg_per_dl(0.9_d))) == 74.768518518_d);
  // The contract's plan: a woman of 42 years, 162 cm, 58.4 kg, 62 umol/L.
  const Clearances plan(female, {42}, cm(162_d), kg(58.4_d), umol_per_l(62_d), WeightBasis::actual);
  CHECK(of(plan.actual()) == 96.335405017_d);
  CHECK(of(*plan.ideal()) == 89.395483906_d);
  CHECK(of(*plan.adjusted()) == 92.17145235_d);
}

// 8.2, P1 to P11. Two cells there, marked below, are one hundredth higher: they come from 88.402
// umol/L a mg/dL (the molar mass), and with 88.4 the quotient that stands beside them is exact.
TEST_CASE("clearance: the computed patients on three weights") {
  struct Row {
    const char* id;
    Sex sex;
    int age;
    Decimal height, weight, mg_per_dl;
    Decimal ideal_kg, adjusted_kg; // to 0.001 kg, half up
    Decimal actual, ideal, adjusted;
  };
  const Row rows[] = {
      {"P1", female, 34, 165_d, 60_d, 0.7_d, 56.909_d, 58.146_d, 107.26_d, 101.74_d, 103.95_d},
      {"P2", male, 45, 178_d, 82_d, 0.95_d, 73.181_d, 76.709_d, 113.89_d, 101.64_d, 106.54_d},
      {"P3", female, 28, 158_d, 48_d, 0.6_d, 50.571_d, 49.543_d, 105.78_d, 111.44_d, 109.18_d},
      {"P4", female, 52, 160_d, 95_d, 0.9_d, 52.382_d, 69.429_d, 109.66_d, 60.47_d, 80.14_d},
      {"P5", male, 61, 183_d, 120_d, 1.1_d, 77.709_d, 94.625_d, 119.7_d, 77.51_d, 94.39_d},
      // 73 x 52 x 0.85 / (72 x 1.2) = 37.3449...; printed 37.35
      {"P6", female, 67, 155_d, 52_d, 1.2_d, 47.854_d, 49.513_d, 37.34_d, 34.37_d, 35.56_d},
      {"P7", male, 70, 170_d, 70_d, 1.3_d, 65.937_d, 67.562_d, 52.35_d, 49.31_d, 50.53_d},
      {"P8", female, 22, 150_d, 40_d, 0.5_d, 43.327_d, 41.996_d, 111.44_d, 120.71_d, 117.01_d},
      {"P9", female, 40, 168_d, 68_d, 1.8_d, 59.626_d, 62.976_d, 44.6_d, 39.11_d, 41.3_d},
      {"P10", female, 58, 162_d, 64_d, 2.2_d, 54.193_d, 58.116_d, 28.16_d, 23.85_d, 25.57_d},
      // 110 x 75 / (72 x 0.9) = 127.3148...; printed 127.32
      {"P11", male, 30, 175_d, 75_d, 0.9_d, 70.465_d, 72.279_d, 127.31_d, 119.62_d, 122.7_d},
  };
  for (const Row& row : rows) {
    INFO(row.id, ": ", row.sex == male ? "man" : "woman", " of ", row.age, " years, ",
         to_text(row.height), " cm, ", to_text(row.weight), " kg, ", to_text(row.mg_per_dl),
         " mg/dL");
    const IdealWeight ideal = ideal_weight(row.sex, cm(row.height));
    const AdjustedWeight adjusted = adjusted_weight(ideal, kg(row.weight));
    CHECK(cut_to(of(ideal.cut()) + 0.0005_d, 3) == row.ideal_kg);
    CHECK(cut_to(of(adjusted.cut()) + 0.0005_d, 3) == row.adjusted_kg);
    const Clearances all(row.sex, {row.age}, cm(row.height), kg(row.weight),
                         mg_per_dl(row.mg_per_dl), WeightBasis::actual);
    CHECK(half_up_to_hundredths(of(all.actual())) == row.actual);
    CHECK(half_up_to_hundredths(of(*all.ideal())) == row.ideal);
    CHECK(half_up_to_hundredths(of(*all.adjusted())) == row.adjusted);
  }
}

// design.md part 2: a threshold must come out as in exact arithmetic; (140 - age) x kg [x 0.85] /
// (72 x mg/dL) by hand. A double evaluates some of these just below.
TEST_CASE("clearance: exactly on a threshold") {
  struct Row {
    Sex sex;
    int age;
    Decimal weight, mg_per_dl, clearance;
  };
  const Row rows[] = {
      {male, 23, 64_d, 1.3_d, 80_d},    {male, 20, 45_d, 2.5_d, 30_d},
      {male, 18, 54_d, 1.83_d, 50_d},   {male, 18, 50.4_d, 1.22_d, 70_d},
      {male, 19, 50.4_d, 1.21_d, 70_d}, // a double says 69.999999999999986
      {male, 18, 57.6_d, 1.22_d, 80_d}, {female, 20, 46.8_d, 2.21_d, 30_d},
      {female, 20, 48_d, 1.36_d, 50_d}, {female, 20, 50.4_d, 1.02_d, 70_d},
      {female, 20, 48_d, 0.85_d, 80_d},
  };
  for (const Row& row : rows) {
    INFO((row.sex == male ? "man" : "woman"), " of ", row.age, " years, ", to_text(row.weight),
         " kg, ", to_text(row.mg_per_dl), " mg/dL");
    const auto clearance = [&](Decimal weight) {
      return of(cockcroft_gault(row.sex, {row.age}, kg(weight), mg_per_dl(row.mg_per_dl)));
    };
    CHECK(clearance(row.weight) == row.clearance);
    CHECK(clearance(row.weight - 0.000001_d) < row.clearance);
    CHECK(clearance(row.weight + 0.000001_d) > row.clearance);
  }
}

// 1.2, "Boundary notes": a man of 60 years, 70 kg, 86 umol/L prints as 80.0 with other constants
// (79.97 with 88.42, 80.09 with 1.23). With 88.4 it is 80 x 70 x 88.4 / (72 x 86).
TEST_CASE("clearance: the constant is 88.4 and none of the rounded ones") {
  CHECK(of(cockcroft_gault(male, {60}, kg(70_d), umol_per_l(86_d))) == 79.948320413_d);
}

// Devine: 50 or 45.5 kg + 2.3 kg an inch above 60 inches (152.4 cm).
TEST_CASE("clearance: ideal weight") {
  struct Row {
    Sex sex;
    Decimal height, ideal;
  };
  const Row rows[] = {
      {male, 152.4_d, 50_d},           {female, 152.4_d, 45.5_d},
      {male, 154.94_d, 52.3_d}, // 61 in
      {female, 154.94_d, 47.8_d},      {male, 180_d, 74.992125984_d},
      {female, 140_d, 34.271653543_d}, // below 152.4 cm it is an extrapolation
      {male, 97.2_d, 0.015748031_d},   {male, 97.1_d, -0.074803149_d},
  };
  for (const Row& row : rows) {
    INFO((row.sex == male ? "man" : "woman"), ", ", to_text(row.height), " cm");
    CHECK(of(ideal_weight(row.sex, cm(row.height)).cut()) == row.ideal);
  }
  // ideal + 0.4 x (actual - ideal): 50 + 0.4 x 30.
  CHECK(of(adjusted_weight(ideal_weight(male, cm(152.4_d)), kg(80_d)).cut()) == 62_d);
  CHECK(of(adjusted_weight(ideal_weight(male, cm(152.4_d)), kg(40_d)).cut()) == 46_d);
}

TEST_CASE("clearance: 130 % of the ideal weight and the ideal weight itself are judged exactly") {
  const IdealWeight fifty = ideal_weight(male, cm(152.4_d));
  CHECK_FALSE(above_130_percent(kg(65_d), fifty));
  CHECK(above_130_percent(kg(65.000001_d), fifty));
  CHECK_FALSE(below_ideal(kg(50_d), fifty));
  CHECK(below_ideal(kg(49.999999_d), fifty));
  // 180 cm: 74.99212598425..., which no decimal holds.
  const IdealWeight endless = ideal_weight(male, cm(180_d));
  CHECK(below_ideal(kg(74.992125_d), endless));
  CHECK_FALSE(below_ideal(kg(74.992126_d), endless));
}

// design.md part 2: ideal and adjusted are computed and kept, and ignored when actual is below
// ideal.
TEST_CASE("clearance: the weight that is used") {
  struct Row {
    const char* why;
    std::optional<Decimal> height;
    Decimal weight;
    WeightBasis wanted, used;
  };
  using enum WeightBasis;
  const Row rows[] = {
      {"as wanted", 170_d, 90_d, actual, actual},
      {"as wanted", 170_d, 90_d, ideal, ideal},
      {"as wanted", 170_d, 90_d, adjusted, adjusted},
      {"actual below ideal", 170_d, 60_d, ideal, actual},
      {"actual below ideal", 170_d, 60_d, adjusted, actual},
      {"no height", std::nullopt, 90_d, ideal, actual},
      {"Devine's weight not above zero", 97.1_d, 20_d, ideal, actual},
  };
  for (const Row& row : rows) {
    INFO(row.why, ", wanted ", to_text(row.wanted));
    const auto height = row.height ? std::optional(cm(*row.height)) : std::nullopt;
    const Clearances all(male, {50}, height, kg(row.weight), umol_per_l(100_d), row.wanted);
    CHECK(all.basis == row.used);
    const CreatinineClearance expected = row.used == ideal      ? *all.ideal()
                                         : row.used == adjusted ? *all.adjusted()
                                                                : all.actual();
    CHECK(all.used == expected);
  }
  const Clearances thin(male, {50}, cm(170_d), kg(60_d), umol_per_l(100_d), ideal);
  CHECK(thin.actual_below_ideal);
  CHECK(thin.ideal().has_value()); // kept, and not used
  CHECK(*thin.ideal() > thin.used);
  const Clearances heavy(male, {50}, cm(152.4_d), kg(65.1_d), umol_per_l(100_d), actual);
  CHECK(heavy.actual_above_130_percent);
}

} // namespace
