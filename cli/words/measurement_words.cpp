#include "cli/words/measurement_words.hpp"

#include <algorithm>

namespace nkdose {
namespace {

using namespace fmt::literals;

constexpr MeasurementWords measurement_words[] = {
    {"sex", "sex", ""},
    {"height", "height_cm", "cm"},
    {"weight", "weight_kg", "kg"},
    {"serum creatinine", "serum_creatinine_umol_per_l", "umol/L"},
};

// Cut, never rounded, so that text cannot carry a clearance over a limit that it does not reach.
std::string shown_clearance(CreatinineClearance clearance) {
  return to_text(cut_to(clearance.quantity().value(), 1));
}

std::string kilograms(BodyMass mass) {
  return to_text(cut_to(mass.value(), 2));
}

// ", measured 3 days before 2026-12-02", ", measured on 2026-12-02"; the day is the first drug day
// unless the patient was judged on another.
std::string measured_words(std::optional<int> days_before, const Patient& patient) {
  if (!days_before) return ", date of measurement unknown";
  const std::string day = patient.judged_on ? iso_date(Day(std::chrono::days(*patient.judged_on)))
                                            : "the first drug day";
  if (*days_before == 0) return fmt::format(", measured on {}", day);
  return one_or_many(*days_before, ", measured {days} day before {day}",
                     ", measured {days} days before {day}", "days"_a = *days_before, "day"_a = day);
}

std::string rounded_area(SurfaceRounding rounding, const std::string& area) {
  return rounding == SurfaceRounding::hundredth
             ? fmt::format("rounded half up to 0.01 m2 = {} m2", area)
             : fmt::format("cut to 0.000001 m2 = {} m2", area);
}

// The clearance on the ideal and on the adjusted weight.
void add_other_weights(std::vector<std::string>& steps, const Clearances& clearances,
                       const Patient& patient, const Cite& cite) {
  const IdealWeight ideal = ideal_weight(patient.sex, patient.height);
  steps.push_back(fmt::format(
      "ideal weight {base} kg + 2.3 kg x (H / 2.54 - 60) = {ideal} kg: {clearance} "
      "mL/min{extrapolated}{cite}",
      "base"_a = patient.sex == Sex::male ? "50" : "45.5", "ideal"_a = kilograms(ideal.cut()),
      "clearance"_a = shown_clearance(*clearances.ideal()),
      "extrapolated"_a =
          patient.height < in<Height>(152.4_d) ? "; extrapolated below 152.4 cm" : "",
      "cite"_a = cite("Devine; below 152.4 cm (60 inches) it is an extrapolation")));
  steps.push_back(fmt::format(
      "adjusted weight: ideal and 0.4 x (actual - ideal) = {adjusted} kg: {clearance} mL/min",
      "adjusted"_a = kilograms(adjusted_weight(ideal, patient.weight).cut()),
      "clearance"_a = shown_clearance(*clearances.adjusted())));
  if (clearances.actual_below_ideal)
    steps.push_back("the actual weight is below the ideal one: the other two are not used");
}

// The clearance by Cockcroft and Gault, on each weight.
void add_estimate(std::vector<std::string>& steps, const Clearances& clearances,
                  const Patient& patient, const Cite& cite) {
  steps.push_back(fmt::format(
      "(140 - {age}) x {weight} kg{of_women} x 88.4 / (72 x {creatinine} umol/L) = {clearance} "
      "mL/min{cite}",
      "age"_a = patient.age.years, "weight"_a = shown(patient.weight),
      "of_women"_a = patient.sex == Sex::female ? " x 0.85" : "",
      "creatinine"_a = shown(*patient.creatinine),
      "clearance"_a = shown_clearance(clearances.actual()),
      "cite"_a = cite("Cockcroft and Gault, Nephron 1976;16:31-41")));
  if (clearances.ideal()) add_other_weights(steps, clearances, patient, cite);
}

} // namespace

const MeasurementWords& words_of(Measurement what) {
  return measurement_words[static_cast<std::size_t>(what)];
}

std::string_view sex_word(Sex sex) {
  return sex == Sex::female ? "female" : "male";
}

std::string_view sex_word(Decimal place) {
  return sex_word(place == Decimal(static_cast<int>(Sex::female)) ? Sex::female : Sex::male);
}

std::string enrolment_words(const Case& the_case) {
  if (!the_case.patient.age_at_enrolment) return "";
  return fmt::format(", {age} at enrolment on {day}",
                     "age"_a = the_case.patient.age_at_enrolment->years,
                     "day"_a = iso_date(*the_case.enrolled_on));
}

std::string body_words(const Patient& patient) {
  return fmt::format("height {height} cm, weight {weight} kg{measured}",
                     "height"_a = shown(patient.height), "weight"_a = shown(patient.weight),
                     "measured"_a = measured_words(patient.weight_age_days, patient));
}

std::string confirmation_words(const Case& the_case) {
  if (!the_case.patient.confirmed) return "";
  return fmt::format("height and weight measured by {one} and by {other}, each alone",
                     "one"_a = the_case.confirmed_by[0], "other"_a = the_case.confirmed_by[1]);
}

std::string creatinine_words(const Patient& patient) {
  if (!patient.creatinine) return "no serum creatinine";
  return fmt::format("serum creatinine {micromoles} umol/L ({milligrams} mg/dL){measured}",
                     "micromoles"_a = shown(*patient.creatinine),
                     "milligrams"_a =
                         to_text(round_half_up(patient.creatinine->value() / 88.4_d, 0.01_d)),
                     "measured"_a = measured_words(patient.creatinine_age_days, patient));
}

std::string clearance_words(const Case& the_case) {
  if (!the_case.patient.measured_clearance) return "";
  return fmt::format("measured clearance {clearance} mL/min by {method}{measured}",
                     "clearance"_a = to_text(number_of(*the_case.patient.measured_clearance)),
                     "method"_a = the_case.clearance_method,
                     "measured"_a =
                         measured_words(the_case.patient.clearance_age_days, the_case.patient));
}

std::string safety_words(const Patient& patient) {
  constexpr std::string_view words[] = {"UNKNOWN", "no", "YES"};
  std::string answers;
  for (std::size_t i = 0; i < safety_question_ids.size(); ++i) {
    if (patient.safety[i] == YesNo::unknown && !is_asked_of(patient.sex, i)) continue;
    std::string question(safety_question_ids[i]);
    std::replace(question.begin(), question.end(), '_', ' ');
    answers += fmt::format("{}{}: {}", answers.empty() ? "" : "; ", question,
                           words[static_cast<std::size_t>(patient.safety[i])]);
  }
  return answers;
}

std::vector<std::string> surface_steps(const Plan& plan, const Cite& cite) {
  const SurfaceSteps& surface = plan.surface;
  const Patient& patient = plan.the_case->patient;
  std::vector<std::string> steps;
  steps.push_back(
      fmt::format("{formula}: {equation}, H {height} cm, W {weight} kg = {area} m2{cite}",
                  "formula"_a = surface.formula->id, "equation"_a = surface.formula->equation,
                  "height"_a = shown(patient.height), "weight"_a = shown(patient.weight),
                  "area"_a = shown(surface.unrounded), "cite"_a = cite(surface.formula->citation)));
  steps.push_back(rounded_area(plan.rule.surface_rounding, shown(surface.before_cap)) +
                  cite("site policy (bsa_rounding)"));
  if (surface.capped)
    steps.push_back(fmt::format("CAPPED by the protocol to {} m2", shown(surface.used)) +
                    cite(plan.treatment->protocol.source));
  return steps;
}

std::vector<std::string> clearance_steps(const Plan& plan, const Cite& cite) {
  if (!plan.clearance) return {"no serum creatinine, no clearance"};
  const Patient& patient = plan.the_case->patient;
  std::vector<std::string> steps;
  if (plan.clearances) add_estimate(steps, *plan.clearances, patient, cite);
  steps.push_back(
      patient.measured_clearance
          ? fmt::format("used: {clearance} mL/min AS MEASURED, by {method}; no estimate",
                        "clearance"_a = shown_clearance(*plan.clearance),
                        "method"_a = plan.the_case->clearance_method)
          : fmt::format("used: {clearance} mL/min on {basis} weight (shown cut, not "
                        "rounded)",
                        "clearance"_a = shown_clearance(*plan.clearance),
                        "basis"_a = to_text(plan.clearances->basis)));
  return steps;
}

} // namespace nkdose
