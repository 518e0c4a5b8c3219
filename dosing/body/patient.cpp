#include "dosing/body/patient.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

bool is_ordinary_body(Decimal height, Decimal weight) {
  const Height h = in<Height>(height);
  const ActualWeight w(in<BodyMass>(weight));
  return is_ordinary(h) && is_ordinary(w) && has_ordinary_bmi(h, w);
}

// What people write instead of what they mean.
struct Slip {
  std::string_view what;
  Decimal height_factor;
  Decimal weight_factor;
  std::string_view unit;
};
constexpr Slip slips[] = {
    {"a height in metres", 100_d, 1_d, "m"},
    {"a height in inches", 2.54_d, 1_d, "in"},
    {"a weight in pounds", 1_d, 0.45359237_d, "lb"},
    {"a height in millimetres", 0.1_d, 1_d, "mm"},
    {"a weight in grams", 1_d, 0.001_d, "g"},
    {"a lost decimal point in the height", 0.1_d, 1_d, "cm"},
    {"a lost decimal point in the weight", 1_d, 0.1_d, "kg"},
    {"a misplaced decimal point in the height", 10_d, 1_d, "cm"},
    {"a misplaced decimal point in the weight", 1_d, 10_d, "kg"},
    {"a lost decimal point in the height", 0.01_d, 1_d, "cm"},
    {"a lost decimal point in the weight", 1_d, 0.01_d, "kg"},
    {"a height in metres and a weight in pounds", 100_d, 0.45359237_d, "m and lb"},
    {"a height in inches and a weight in pounds", 2.54_d, 0.45359237_d, "in and lb"},
};

// The readings under which the same digits would be an ordinary body.
std::string likely_slip(Height height, ActualWeight weight) {
  const Decimal h = height.value(), w = weight.quantity().value();
  if (h > 1'000'000_d || w > 1'000'000_d) return "check the number and its unit";
  if (is_ordinary_body(w, h)) return "height and weight look swapped: exchange them if so";
  for (const Slip& slip : slips)
    if (is_ordinary_body(h * slip.height_factor, w * slip.weight_factor))
      return fmt::format("this looks like {} ({} cm and {} kg): correct it if so", slip.what,
                         to_text(cut_to(h * slip.height_factor, 2)),
                         to_text(cut_to(w * slip.weight_factor, 3)));
  return "check the number and its unit";
}

TextFault outside(std::string detail, std::string action) {
  return {Fault::outside_limits, std::move(detail), std::move(action)};
}

std::string height_detail(Height height) {
  return fmt::format("the height {} cm is outside 50 to 250 cm", to_text(height.value()));
}
std::string weight_detail(ActualWeight weight) {
  return fmt::format("the weight {} kg is outside 10 to 350 kg",
                     to_text(weight.quantity().value()));
}

} // namespace

Decimal bmi_beside(Decimal limit, Height height, ActualWeight weight) {
  const Decimal bmi =
      exact(weight.quantity().value(), 10'000_d).over_product(height.value(), height.value());
  return cut_beside(bmi, limit, 1);
}

std::vector<BodyFault> impossible_body(Height height, ActualWeight weight, bool confirmed) {
  if (is_possible(height, weight)) return {};
  std::vector<BodyFault> faults;
  const std::string slip = likely_slip(height, weight);
  if (!is_possible(height)) faults.push_back({"height", outside(height_detail(height), slip)});
  if (!is_possible(weight)) faults.push_back({"weight", outside(weight_detail(weight), slip)});
  if (faults.empty() && !confirmed)
    faults.push_back(
        {"weight", outside(fmt::format("{} cm and {} kg make a BMI of {} kg/m2, outside 12 to 60",
                                       to_text(height.value()), to_text(weight.quantity().value()),
                                       to_text(bmi_beside(60_d, height, weight))),
                           slip)});
  return faults;
}

std::optional<TextFault> impossible_height(Height height) {
  if (is_possible(height)) return std::nullopt;
  return outside(height_detail(height), "check the number and its unit");
}

std::optional<TextFault> impossible_weight(ActualWeight weight) {
  if (is_possible(weight)) return std::nullopt;
  return outside(weight_detail(weight), "check the number and its unit");
}

std::optional<TextFault> impossible_creatinine(SerumCreatinine creatinine) {
  const Decimal umol = creatinine.value();
  if (is_possible(creatinine)) return std::nullopt;
  std::string action = "check the number and its unit";
  // A number that somebody wrote in the other unit has few decimals there.
  const Decimal in_other_unit = umol < 30_d ? umol * 88.4_d : umol / 88.4_d;
  const bool is_other_unit = is_ordinary(in<SerumCreatinine>(in_other_unit)) &&
                             (umol < 30_d || cut_to(in_other_unit, 2) * 88.4_d == umol);
  if (umol < 30_d && is_other_unit)
    action = fmt::format("this looks like mg/dL: write \"{} mg/dL\" if so", to_text(umol));
  else if (umol > 3000_d && is_other_unit)
    action = fmt::format("this looks like umol/L: write \"{} umol/L\" if so",
                         to_text(cut_to(in_other_unit, 2)));
  else if (umol > 3000_d && (is_ordinary(in<SerumCreatinine>(umol / 10_d)) ||
                             is_ordinary(in<SerumCreatinine>(umol / 100_d))))
    action = "this looks like a lost decimal point: correct it if so";
  return outside(
      fmt::format("the creatinine {} umol/L is outside 10 to 3,000 umol/L", to_grouped_text(umol)),
      action);
}

std::optional<TextFault> impossible_clearance(CreatinineClearance clearance) {
  if (is_possible(clearance)) return std::nullopt;
  return outside(fmt::format("the clearance {} mL/min is outside 1 to 300 mL/min",
                             to_grouped_text(clearance.quantity().value())),
                 "check the number: mL/min, not mL/s and not the volume of the urine");
}

std::optional<TextFault> impossible_age(int years) {
  if (is_possible_age(years)) return std::nullopt;
  return outside(fmt::format("the age {} years is outside 1 to 120 years", years),
                 "check the birth date or the age");
}

} // namespace nkdose
