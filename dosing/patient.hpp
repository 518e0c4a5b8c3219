// A patient, as far as a dose depends on one.
#pragma once

#include "dosing/clearance.hpp"
#include "dosing/quantity_text.hpp"

#include <array>

namespace nkdose {

/// The questions of a case's [safety] table.
enum class SafetyQuestion {
  hypersensitivity,
  pentostatin,
  decompensated_haemolysis,
  pregnancy_test_positive,
  breast_feeding,
  urinary_outflow_obstruction,
};
constexpr std::array<std::string_view, 6> safety_question_ids{
    "hypersensitivity",        "pentostatin",    "decompensated_haemolysis",
    "pregnancy_test_positive", "breast_feeding", "urinary_outflow_obstruction"};
enum class Answer { unknown, no, yes };
constexpr std::array<std::string_view, 3> answer_words{"unknown", "no", "yes"};

struct Patient {
  Sex sex;
  Age age; ///< on the first drug day
  Height height;
  ActualWeight weight;
  std::optional<SerumCreatinine> creatinine = {};
  std::array<Answer, safety_question_ids.size()> safety{};
  bool identified = false;
  std::optional<int> weight_age_days = {};     ///< on the first drug day, or on `judged_on`
  std::optional<int> creatinine_age_days = {}; ///< likewise
  /// The next dose's day or the day of the calculation, where the first drug day is behind: days
  /// since 1970-01-01.
  std::optional<int> judged_on = {};
};

/// kg / m2 above a limit, compared as products.
bool bmi_above(Height, ActualWeight, Decimal limit);
bool bmi_below(Height, ActualWeight, Decimal limit);
/// For display beside the limit that it is beyond.
Decimal bmi_beside(Decimal limit, Height, ActualWeight);

/// The hard limits, outside of which no patient can be: height 50 to 250 cm, weight 10 to 350 kg,
/// BMI 12 to 60, creatinine 10 to 3,000 umol/L, age 1 to 120 years. Each fault names the likely
/// slip, found by trying which reading of the numbers would be ordinary.
struct BodyFault {
  std::string_view key; ///< height, weight or serum_creatinine
  TextFault fault;
};
std::vector<BodyFault> impossible_body(Height, ActualWeight);
std::optional<TextFault> impossible_height(Height);
std::optional<TextFault> impossible_weight(ActualWeight);
std::optional<TextFault> impossible_creatinine(SerumCreatinine);
std::optional<TextFault> impossible_age(int years);

/// The ordinary range: 120 to 220 cm, 30 to 200 kg, BMI 16 to 40 (finding P002 outside).
bool is_ordinary(Height);
bool is_ordinary(ActualWeight);
bool has_ordinary_bmi(Height, ActualWeight);
bool is_ordinary(SerumCreatinine); ///< 20 to 1,500 umol/L (finding P008 outside)

} // namespace nkdose
