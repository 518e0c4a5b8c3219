#include "dosing/review/given_review.hpp"

#include "dosing/drug/rounding.hpp"

namespace nkdose {
namespace {

using Context = DoseContext;
using Row = FindingText;

// The doses that were given and lie farthest from what they should have been, by the measurements
// of the case: the highest first. One is enough for a finding.
std::optional<DailyDose> given_far_from(AdjustedDose right, const DrugPrescription& order,
                                        Decimal limit) {
  if (!order.given_extremes) return std::nullopt;
  for (const DailyDose& extreme : {order.given_extremes->second, order.given_extremes->first})
    if (deviates_by_more_than(limit, RoundedDose(extreme), right)) return extreme;
  return std::nullopt;
}

// Whether a mass comes within the policy's warning limit of a course of such doses, or above it.
bool is_course(DrugMass mass, DailyDose daily, const DoseRule& rule) {
  const Decimal nearly = Decimal(100) - rule.rounding.warning_percent;
  return exact(mass.value(), 100) >= exact(daily.value() * Decimal(rule.doses), nearly);
}

// What was given, where it is the whole course and doses are still planned: all doses together, by
// the level without a renal reduction, so that doses that were right before it are no course; or
// one dose, by the reduced level, if it would not have been right without the reduction either.
struct CourseGiven {
  Decimal given, course;
  bool at_once;
};
std::optional<CourseGiven> course_given(const DoseRule& rule, const DoseSteps& doses,
                                        const DrugPrescription& order) {
  if (!order.given_extremes || order.remaining_doses == 0 || rule.doses < 2) return std::nullopt;
  const DailyDose highest = order.given_extremes->second, daily = doses.rounded.quantity();
  const auto result = [&](Decimal given, bool at_once) {
    return CourseGiven{given, daily.value() * Decimal(rule.doses), at_once};
  };
  const bool deviates = deviates_by_more_than(rule.rounding.stop_percent, RoundedDose(highest),
                                              AdjustedDose(doses.calculated.quantity()));
  if (deviates && is_course(in<DrugMass>(highest.value()), daily, rule))
    return result(highest.value(), true);
  if (is_course(order.given, doses.calculated.quantity(), rule))
    return result(order.given.value(), false);
  return std::nullopt;
}

void given_dose_deviates(const Context& context, const Row& row, Findings& findings) {
  for (std::size_t i = 0; i < context.rule.drug_count; ++i) {
    const DoseRule& rule = context.rule.drugs[i];
    const DrugPrescription& order = context.prescription.drugs[i];
    const auto& doses = context.sheet.drugs[i].doses;
    if (!doses) continue;
    if (const auto course = course_given(rule, *doses, order)) {
      Finding finding = finding_of(row, rule.drug,
                                   {dose(course->given), dose(course->course),
                                    number(Decimal(order.remaining_doses.value_or(rule.doses)))},
                                   course->at_once ? 2 : 3);
      finding.severity = Severity::stop; // nobody may acknowledge a second course
      findings.push_back(finding);
    } else if (const auto given =
                   given_far_from(doses->adjusted, order, rule.rounding.stop_percent)) {
      findings.push_back(finding_of(row, rule.drug,
                                    {dose(given->value()), dose(doses->adjusted.quantity().value()),
                                     number(rule.rounding.stop_percent)},
                                    order.measured_since ? 1 : 0));
    }
  }
}

// What is left is calculated from the measurements that the case has now. Where D010 warns of the
// same dose, this only informs: one slip, one warning.
void remaining_differs(const Context& context, const Row& row, Findings& findings) {
  for (std::size_t i = 0; i < context.rule.drug_count; ++i) {
    const DrugPrescription& order = context.prescription.drugs[i];
    const DrugSteps& sheet = context.sheet.drugs[i];
    if (!sheet.doses || !order.given_extremes || order.remaining_doses == 0) continue;
    const RoundingPolicy& policy = context.rule.drugs[i].rounding;
    const DailyDose left = sheet.doses->rounded.quantity();
    const auto [lowest, highest] = *order.given_extremes;
    if (lowest == left && highest == left) continue;
    const auto is_far = [&](DailyDose given) {
      return deviates_by_more_than(policy.warning_percent, RoundedDose(left), AdjustedDose(given));
    };
    const DailyDose other = is_far(highest) || lowest == left ? highest : lowest;
    const bool is_said =
        given_far_from(sheet.doses->adjusted, order, policy.stop_percent).has_value();
    Finding finding = finding_of(
        row, sheet.drug, {dose(other.value()), dose(left.value()), number(policy.warning_percent)},
        (is_far(other) ? 2 : 0) + (order.measured_since ? 1 : 0));
    if (!is_far(other) || is_said) finding.severity = Severity::info;
    findings.push_back(finding);
  }
}

using enum Severity;
constexpr DoseCheck checks[] = {
    {{"D010",
      warning,
      "given dose deviates",
      "a dose that was given deviates from the adjusted dose by more than the policy's stop limit; "
      "stop where one or all are the whole course, or nearly so, and doses are left",
      {"{0} was given where {1} is right: more than {2} % apart",
       "{0} was given where {1} is right by what was measured since: more than {2} % apart",
       "{0} was given at once: the whole course is {1}, and {2} more doses are planned",
       "{0} was given in all: the whole course is {1}, and {2} more doses are planned"},
      "tell the prescriber before anything else is given",
      "site policy"},
     given_dose_deviates,
     Topic::given},
    {{"S011",
      warning,
      "remaining dose differs",
      "what is left to give daily differs from what was given by more than the policy's warning "
      "limit; info where it differs by less, or where D010 warns of the same dose",
      {"{0} was given, {1} daily is left by the measurements of the case",
       "{0} was given, {1} daily is left by what was measured since",
       "{0} was given, {1} daily is left by the measurements of the case: more than {2} % apart",
       "{0} was given, {1} daily is left by what was measured since: more than {2} % apart"},
      "tell the prescriber; what was given stands, only the remaining doses change",
      "site policy"},
     remaining_differs,
     Topic::given},
};

} // namespace

std::span<const DoseCheck> given_checks() {
  return checks;
}

void review_given(const DoseContext& context, Topics present, Findings& findings) {
  ask<checks>(context, present, findings);
}

} // namespace nkdose
