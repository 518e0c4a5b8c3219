// A patient, as far as a dose depends on one.
#pragma once

#include "dosing/body/clearance.hpp"
#include "dosing/text/checked.hpp"

#include <array>

namespace nkdose {

/// The questions of a case's [safety] table.
constexpr std::array<std::string_view, 6> safety_question_ids{
    "hypersensitivity",        "pentostatin",    "decompensated_haemolysis",
    "pregnancy_test_positive", "breast_feeding", "urinary_outflow_obstruction"};
/// Pregnancy and breast-feeding are not asked of a man; outflow obstruction is, first of all.
constexpr bool is_asked_of(Sex sex, std::size_t question) {
  return sex == Sex::female || (safety_question_ids[question] != "pregnancy_test_positive" &&
                                safety_question_ids[question] != "breast_feeding");
}
enum class YesNo { unknown, no, yes };
constexpr std::array<std::string_view, 3> yes_no_words{"unknown", "no", "yes"};

struct Patient {
  Sex sex;
  Age age; ///< on the first drug day
  Height height;
  ActualWeight weight;
  std::optional<SerumCreatinine> creatinine = {};
  std::optional<CreatinineClearance> measured_clearance = {}; ///< used in place of the estimate
  bool confirmed = false; ///< two people have measured height and weight, each alone
  std::optional<Age> age_at_enrolment = {}; ///< by which limits of age are judged where it is known
  std::array<YesNo, safety_question_ids.size()> safety{};
  bool identified = false;
  std::optional<int> weight_age_days = {};     ///< on the first drug day, or on `judged_on`
  std::optional<int> creatinine_age_days = {}; ///< likewise
  std::optional<int> clearance_age_days = {};  ///< likewise, of the measured one
  /// The next dose's day or the day of the calculation, where the first drug day is behind: days
  /// since 1970-01-01.
  std::optional<int> judged_on = {};
};

/// A child under a protocol that takes adults alone: no word of the sponsor makes it right.
constexpr bool is_child_among_adults(const Patient& patient, int youngest) {
  constexpr int of_age = 18;
  return youngest >= of_age && patient.age_at_enrolment.value_or(patient.age).years < of_age;
}

/// The BMI, weight / (height / 100)^2, above or below a limit, without a division: weight x 10,000
/// against limit x height^2, multiplied out. For a height and a weight that are possible.
constexpr Wide bmi_side(ActualWeight weight) { // in 10^-27, as the other one
  return Wide{weight.quantity().value().billionths()} * 10'000 * Decimal::scale * Decimal::scale;
}
constexpr Wide bmi_side(Height height, Decimal limit) {
  const Wide centimetres = height.value().billionths();
  return centimetres * centimetres * limit.billionths();
}
constexpr bool bmi_above(Height height, ActualWeight weight, Decimal limit) {
  return bmi_side(weight) > bmi_side(height, limit);
}
constexpr bool bmi_below(Height height, ActualWeight weight, Decimal limit) {
  return bmi_side(weight) < bmi_side(height, limit);
}
/// For display beside the limit that it is beyond.
Decimal bmi_beside(Decimal limit, Height, ActualWeight);

/// The hard limits, outside of which no patient can be: height 50 to 250 cm, weight 10 to 350 kg,
/// BMI 12 to 60 unless confirmed (finding P009), creatinine 10 to 3,000 umol/L, clearance 1 to 300
/// mL/min, age 1 to 120 years. Each fault names the likely slip, found by trying which reading of
/// the numbers would be ordinary.
struct BodyFault {
  std::string_view key; ///< height, weight or serum_creatinine
  TextFault fault;
};
constexpr bool is_between(Decimal value, Decimal low, Decimal high) {
  return value >= low && value <= high;
}
constexpr bool is_possible(Height height) {
  return is_between(height.value(), 50_d, 250_d);
}
constexpr bool is_possible(ActualWeight weight) {
  return is_between(weight.quantity().value(), 10_d, 350_d);
}
constexpr bool has_possible_bmi(Height height, ActualWeight weight) {
  return !bmi_below(height, weight, 12_d) && !bmi_above(height, weight, 60_d);
}
constexpr bool is_possible(Height height, ActualWeight weight) {
  return is_possible(height) && is_possible(weight) && has_possible_bmi(height, weight);
}
constexpr bool is_possible(CreatinineClearance clearance) {
  return is_between(clearance.quantity().value(), 1_d, 300_d);
}
constexpr bool is_possible(SerumCreatinine creatinine) {
  return is_between(creatinine.value(), 10_d, 3000_d);
}
constexpr bool is_possible_age(int years) {
  return years >= 1 && years <= 120;
}
/// Of confirmed measurements the BMI is left out.
std::vector<BodyFault> impossible_body(Height, ActualWeight, bool confirmed = false);
std::optional<TextFault> impossible_height(Height);
std::optional<TextFault> impossible_weight(ActualWeight);
std::optional<TextFault> impossible_creatinine(SerumCreatinine);
std::optional<TextFault> impossible_clearance(CreatinineClearance);
std::optional<TextFault> impossible_age(int years);

/// The ordinary range: 120 to 220 cm, 30 to 200 kg, BMI 16 to 40 (finding P002 outside).
constexpr bool is_ordinary(Height height) {
  return is_between(height.value(), 120_d, 220_d);
}
constexpr bool is_ordinary(ActualWeight weight) {
  return is_between(weight.quantity().value(), 30_d, 200_d);
}
constexpr bool has_ordinary_bmi(Height height, ActualWeight weight) {
  return !bmi_below(height, weight, 16_d) && !bmi_above(height, weight, 40_d);
}
/// 20 to 1,500 umol/L (finding P008 outside).
constexpr bool is_ordinary(SerumCreatinine creatinine) {
  return is_between(creatinine.value(), 20_d, 1500_d);
}

} // namespace nkdose
