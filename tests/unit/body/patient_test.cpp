// What can be a patient at all, and the slip of the pen behind what cannot.
#include "dosing/body/patient.hpp"
#include "dosing/text/quantity_text.hpp"
#include "tests/unit/numbers.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;

// The hard limits of the contract (part 3): both ends are allowed.
TEST_CASE("patient: the hard limits hold to the last digit") {
  struct Row {
    Decimal height, weight;
    const char* refused; // the keys
    const char* why;
  };
  const Row rows[] = {
      {162_d, 58.4_d, "", "ordinary"},
      {50_d, 10_d, "", "smallest height, BMI 40"},
      {49.999999_d, 10_d, "height", "below 50 cm"},
      {250_d, 350_d, "", "greatest height and weight, BMI 56"},
      {250.000001_d, 350_d, "height", "above 250 cm"},
      {90_d, 9.999999_d, "weight", "below 10 kg"},
      {249_d, 350.000001_d, "weight", "above 350 kg"},
      {100_d, 12_d, "", "BMI exactly 12"},
      {100_d, 11.999999_d, "weight", "BMI below 12"},
      {100_d, 60_d, "", "BMI exactly 60"},
      {100_d, 60.000001_d, "weight", "BMI above 60"},
      {160_d, 153.6_d, "", "BMI exactly 60"},
      {160_d, 153.600001_d, "weight", "BMI above 60"},
      {40_d, 400_d, "height weight", "both"},
      {0_d, 0_d, "height weight", "nothing"},
      {999'999'999_d, 999'999'999_d, "height weight", "far away"},
  };
  for (const Row& row : rows) {
    INFO(to_text(row.height), " cm, ", to_text(row.weight), " kg: ", row.why);
    std::string keys;
    for (const BodyFault& fault : impossible_body(cm(row.height), kg(row.weight))) {
      keys += (keys.empty() ? "" : " ") + std::string(fault.key);
      CHECK(fault.fault.fault == Fault::outside_limits);
    }
    CHECK(keys == row.refused);
  }
}

TEST_CASE("patient: the hard limits of creatinine and age hold to the last digit") {
  CHECK_FALSE(impossible_creatinine(umol_per_l(10_d)));
  CHECK(impossible_creatinine(umol_per_l(9.999999_d)));
  CHECK_FALSE(impossible_creatinine(umol_per_l(3000_d)));
  CHECK(impossible_creatinine(umol_per_l(3000.000001_d)));
  CHECK(impossible_creatinine(umol_per_l(0_d)));
  CHECK_FALSE(impossible_age(1));
  CHECK_FALSE(impossible_age(120));
  CHECK(impossible_age(0));
  CHECK(impossible_age(121));
  CHECK(impossible_age(-3));
  CHECK_FALSE(impossible_height(cm(50_d)));
  CHECK(impossible_height(cm(49.9_d)));
  CHECK_FALSE(impossible_weight(kg(350_d)));
  CHECK(impossible_weight(kg(350.1_d)));
}

// The contract: the likely slip is named. The intended patient is 162 cm and 58.4 kg (129 lb)
// unless the row says otherwise.
TEST_CASE("patient: the slip behind an impossible body is named") {
  struct Row {
    const char* height;
    const char* weight;
    const char* slip;
    const char* reading; // what the numbers would then be
  };
  const Row rows[] = {
      {"1.62 cm", "58.4 kg", "a height in metres", "162 cm and 58.4 kg"},
      {"63.8 cm", "58.4 kg", "a height in inches", "162.05 cm and 58.4 kg"},
      {"162 m", "58.4 kg", "height", "162 cm and 58.4 kg"}, // cm written as m
      {"1620 cm", "58.4 kg", "a height in millimetres", "162 cm and 58.4 kg"},
      {"162 cm", "400 kg", "check the number", ""}, // 400 lb would be a BMI of 69
      {"205 cm", "352 kg", "a weight in pounds", "205 cm and 159.664 kg"},
      {"162 cm", "58400 kg", "a weight in grams", "162 cm and 58.4 kg"},
      {"162 cm", "584 kg", "a lost decimal point in the weight", "162 cm and 58.4 kg"},
      {"162 cm", "5840 kg", "a lost decimal point in the weight", "162 cm and 58.4 kg"},
      {"162 cm", "5.84 kg", "a misplaced decimal point in the weight", "162 cm and 58.4 kg"},
      {"16.2 cm", "58.4 kg", "a misplaced decimal point in the height", "162 cm and 58.4 kg"},
      {"58.4 cm", "162 kg", "height and weight look swapped", ""},
      {"1.62 cm", "129 kg", "a height in metres and a weight in pounds", "162 cm and 58.513 kg"},
      {"60 cm", "110 kg", "a height in inches and a weight in pounds", "152.4 cm and 49.895 kg"},
      {"162 cm", "7 kg", "a misplaced decimal point in the weight", "162 cm and 70 kg"},
      {"240 cm", "12 kg", "check the number and its unit", ""},
  };
  for (const Row& row : rows) {
    INFO(row.height, ", ", row.weight);
    const auto faults = impossible_body(*read_height(row.height), *read_weight(row.weight));
    REQUIRE_FALSE(faults.empty());
    for (const BodyFault& fault : faults) {
      INFO(fault.fault.detail, " | ", fault.fault.action);
      CHECK(fault.fault.action == Containing{row.slip});
      CHECK(fault.fault.action == Containing{row.reading});
    }
  }
}

TEST_CASE("patient: the slip behind an impossible creatinine is named") {
  struct Row {
    const char* text;
    const char* says;
  };
  const Row rows[] = {
      {"0.7 umol/L", "write \"0.7 mg/dL\""}, // the other unit
      {"1.3 umol/L", "write \"1.3 mg/dL\""},
      {"9.9 umol/L", "write \"9.9 mg/dL\""},
      {"62 mg/dL", "write \"62 umol/L\""},
      {"114.9 mg/dL", "write \"114.9 umol/L\""},
      {"0.01 umol/L", "check the number"},
      {"6200 umol/L", "lost decimal point"}, // of 620 or of 62.00
      {"999999 umol/L", "check the number"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto fault = impossible_creatinine(*read_creatinine(row.text));
    REQUIRE(fault.has_value());
    INFO(fault->detail, " | ", fault->action);
    CHECK(fault->action == Containing{row.says});
  }
}

// Finding P002 and P008: 120 to 220 cm, 30 to 200 kg, BMI 16 to 40, 20 to 1,500 umol/L.
TEST_CASE("patient: the ordinary range holds to the last digit") {
  CHECK(is_ordinary(cm(120_d)));
  CHECK_FALSE(is_ordinary(cm(119.999999_d)));
  CHECK(is_ordinary(cm(220_d)));
  CHECK_FALSE(is_ordinary(cm(220.000001_d)));
  CHECK(is_ordinary(kg(30_d)));
  CHECK_FALSE(is_ordinary(kg(29.999999_d)));
  CHECK(is_ordinary(kg(200_d)));
  CHECK_FALSE(is_ordinary(kg(200.000001_d)));
  CHECK(is_ordinary(umol_per_l(20_d)));
  CHECK_FALSE(is_ordinary(umol_per_l(19.999999_d)));
  CHECK(is_ordinary(umol_per_l(1500_d)));
  CHECK_FALSE(is_ordinary(umol_per_l(1500.000001_d)));
  // 16 x 1.5^2 = 36 and 40 x 1.5^2 = 90.
  CHECK(has_ordinary_bmi(cm(150_d), kg(36_d)));
  CHECK_FALSE(has_ordinary_bmi(cm(150_d), kg(35.999999_d)));
  CHECK(has_ordinary_bmi(cm(150_d), kg(90_d)));
  CHECK_FALSE(has_ordinary_bmi(cm(150_d), kg(90.000001_d)));
}

TEST_CASE("patient: a body mass index is compared exactly") {
  CHECK(bmi_above(cm(160_d), kg(102.400001_d), 40_d)); // 40 x 1.6^2 = 102.4
  CHECK_FALSE(bmi_above(cm(160_d), kg(102.4_d), 40_d));
  CHECK_FALSE(bmi_below(cm(160_d), kg(40.96_d), 16_d));
  CHECK(bmi_below(cm(160_d), kg(40.959999_d), 16_d));
  // 40.5 in is 102.87 cm, and 12 x 1.0287^2 is 12.69868428.
  CHECK(bmi_below(*read_height("40.5 in"), kg(12.698684_d), 12_d));
  CHECK_FALSE(bmi_below(*read_height("40.5 in"), kg(12.698685_d), 12_d));
}

TEST_CASE("patient: a body mass index is shown cut and never as the limit that it is beyond") {
  CHECK(bmi_beside(40_d, cm(162_d), kg(58.4_d)) == 22.2_d);      // 22.2527...
  CHECK(bmi_beside(40_d, cm(150_d), kg(35.999999_d)) == 15.9_d); // not the 16 it does not reach
  CHECK(bmi_beside(60_d, cm(160_d), kg(153.6_d)) == 60_d);       // exactly 60
  CHECK(bmi_beside(40_d, cm(162_d), kg(105_d)) == 40.009_d);     // 40.00914...
  CHECK(bmi_beside(60_d, cm(160_d), kg(153.600001_d)) == 60.0000003_d); // 60.00000039...
}

TEST_CASE("patient: every safety question has a name of its own") {
  CHECK(safety_question_ids.size() == std::tuple_size_v<decltype(Patient::safety)>);
  for (std::size_t i = 0; i < safety_question_ids.size(); ++i)
    for (std::size_t j = i + 1; j < safety_question_ids.size(); ++j)
      CHECK(safety_question_ids[i] != safety_question_ids[j]);
}

} // namespace
