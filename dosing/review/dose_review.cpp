#include "dosing/review/dose_review.hpp"

#include "dosing/drug/bands.hpp"
#include "dosing/review/body_review.hpp"
#include "dosing/review/cell_review.hpp"
#include "dosing/review/given_review.hpp"
#include "dosing/review/preparation_review.hpp"

namespace nkdose {
namespace {

using Context = DoseContext;
using Row = FindingText;

bool looks_like_course_total(const DoseRule& rule, DoseLevel level) {
  const Decimal doses(rule.doses);
  return rule.doses > 1 && level > rule.range.high &&
         level.value() >= rule.range.low.value() * doses &&
         level.value() <= rule.range.high.value() * doses;
}

void level_above_range(const Context& context, const Row& row, Findings& findings) {
  each_level(context, [&](const DoseRule& rule, const DrugSteps& sheet, DoseLevel level) {
    if (level > rule.range.high && !looks_like_course_total(rule, level))
      findings.push_back(finding_of(
          row, sheet.drug,
          {level_figure(level), level_figure(rule.range.low), level_figure(rule.range.high)}));
  });
}

void level_below_range(const Context& context, const Row& row, Findings& findings) {
  each_level(context, [&](const DoseRule& rule, const DrugSteps& sheet, DoseLevel level) {
    if (level < rule.range.low)
      findings.push_back(finding_of(
          row, sheet.drug,
          {level_figure(level), level_figure(rule.range.low), level_figure(rule.range.high)}));
  });
}

void course_total_as_level(const Context& context, const Row& row, Findings& findings) {
  each_level(context, [&](const DoseRule& rule, const DrugSteps& sheet, DoseLevel level) {
    if (looks_like_course_total(rule, level))
      findings.push_back(finding_of(row, sheet.drug,
                                    {level_figure(level), count_figure(rule.doses),
                                     number(cut_to(level.value() / Decimal(rule.doses), 2))}));
  });
}

void no_level(const Context& context, const Row& row, Findings& findings) {
  for (const DrugSteps& sheet : context.sheet.all_drugs())
    if (!sheet.level) findings.push_back(finding_of(row, sheet.drug));
}

Figure deviation_figure(const DoseSteps& doses, Decimal limit) {
  const Decimal deviation = doses.deviation_percent();
  return number(deviation < Decimal(0) ? cut_beside(deviation, -limit, 2)
                                       : cut_beside(deviation, limit, 2));
}

// A published band is within the variance that is printed beside it.
bool is_published_band(const RoundingPolicy& policy, const DoseSteps& doses) {
  return doses.rounding.to == RoundedTo::band && !doses.rounding.down &&
         policy.strength == policy.bands->strength;
}

void rounding_warning(const Context& context, const Row& row, Findings& findings) {
  each_dose(context, [&](const DoseRule& rule, const DrugSteps& sheet, const DoseSteps& doses) {
    const RoundingPolicy& policy = rule.rounding;
    if (!deviates_by_more_than(policy.warning_percent, doses.rounded, doses.adjusted)) return;
    const std::array<Figure, 4> figures{deviation_figure(doses, policy.warning_percent),
                                        number(policy.warning_percent)};
    if (is_published_band(policy, doses))
      findings.push_back(info_of(row, sheet.drug, figures, 1));
    else if (!deviates_by_more_than(policy.stop_percent, doses.rounded, doses.adjusted))
      findings.push_back(finding_of(row, sheet.drug, figures));
  });
}

void rounding_stop(const Context& context, const Row& row, Findings& findings) {
  each_dose(context, [&](const DoseRule& rule, const DrugSteps& sheet, const DoseSteps& doses) {
    if (!is_published_band(rule.rounding, doses) &&
        deviates_by_more_than(rule.rounding.stop_percent, doses.rounded, doses.adjusted))
      findings.push_back(finding_of(row, sheet.drug,
                                    {deviation_figure(doses, rule.rounding.stop_percent),
                                     number(rule.rounding.stop_percent)}));
  });
}

void above_daily_ceiling(const Context& context, const Row& row, Findings& findings) {
  each_dose(context, [&](const DoseRule& rule, const DrugSteps& sheet, const DoseSteps& doses) {
    if (*sheet.level > rule.range.high) return; // that level is a stop of its own: D001 or D003
    const DailyDose ceiling = rule.range.high * ceiling_area;
    if (doses.rounded.quantity() <= ceiling) return;
    const bool is_confirmed = context.patient.confirmed;
    Finding finding =
        finding_of(row, sheet.drug,
                   {level_figure(*sheet.level), number(context.sheet.surface.used.value()),
                    level_figure(rule.range.high)},
                   is_confirmed ? 1 : 0);
    if (is_confirmed) finding.severity = Severity::warning;
    findings.push_back(finding);
  });
}

void rounded_above_range(const Context& context, const Row& row, Findings& findings) {
  each_dose(context, [&](const DoseRule&, const DrugSteps& sheet, const DoseSteps& doses) {
    const DailyDose top = doses.allowed_high.quantity();
    if (doses.rounded.quantity() > top && doses.adjusted.quantity() <= top)
      findings.push_back(
          finding_of(row, sheet.drug, {dose_figure(doses.rounded), dose(top.value())}));
  });
}

constexpr std::string_view course_total_events =
    "ISMP 2015, fluorouracil: confusion between the dose a day and the total dose";

using enum Severity;
constexpr DoseCheck checks[] = {
    {{"D001",
      stop,
      "level above the range",
      "level above the protocol's range",
      {"{0} mg/m2/day is above {1} to {2} mg/m2/day"},
      "correct the level",
      the_protocol},
     level_above_range,
     Topic::level_off_range},
    {{"D002",
      stop,
      "level below the range",
      "level below the protocol's range",
      {"{0} mg/m2/day is below {1} to {2} mg/m2/day"},
      "correct the level",
      the_protocol},
     level_below_range,
     Topic::level_off_range},
    {{"D003",
      stop,
      "level looks like a course total",
      "level above the range whose N-th part is inside it",
      {"{0} mg/m2/day looks like the total of {1} days: {2} mg/m2/day would be in range"},
      "correct the level: it is the dose of one day",
      course_total_events},
     course_total_as_level,
     Topic::level_off_range},
    {{"D004",
      stop,
      "drug without a level",
      "a drug of the protocol has no level",
      {"the protocol gives {s}, and the case orders no level of it"},
      "add its level to [order]",
      the_protocol},
     no_level,
     Topic::level_off_range},
    {{"D005",
      warning,
      "rounding changes the dose much",
      "rounding deviates by more than the policy's warning limit; info for a published dose band",
      {"rounding changes the dose by {0} %, the policy warns above {1} %",
       "the published dose band changes the dose by {0} %, the policy warns above {1} %"},
      "check the dose, or the site's rounding step",
      "site policy"},
     rounding_warning,
     Topic::much_rounded},
    {{"D006",
      stop,
      "rounding changes the dose too much",
      "rounding deviates by more than the policy's stop limit",
      {"rounding changes the dose by {0} %, the policy stops above {1} %"},
      "use a finer rounding step",
      "site policy; HOPA 2018: within 10 %"},
     rounding_stop,
     Topic::much_rounded},
    {{"D007",
      stop,
      "dose above the daily ceiling",
      "rounded dose above the protocol's top level x 2.8 m2; warning where two people have "
      "measured "
      "height and weight ([patient] confirmed_by)",
      {"{0} mg/m2/day on {1} m2, rounded, is more than {2} mg/m2/day on 2.8 m2",
       "{0} mg/m2/day on {1} m2, rounded, is more than {2} mg/m2/day on 2.8 m2; two people have "
       "measured height and weight"},
      "check height, weight and level",
      "second net; plausibility"},
     above_daily_ceiling,
     Topic::dose_off_range},
    {{"D008",
      info,
      "rounded above the range",
      "rounded dose above the range's top by rounding",
      {"{0} daily is above the range's top of {1} by rounding alone"},
      "ask whether the trial lets a dose be rounded up: HOPA 2018 excepts clinical trials",
      "site policy; HOPA 2018"},
     rounded_above_range,
     Topic::dose_off_range},
};

} // namespace

// One function of all its checks: 191 instructions a row of a batch less.
[[gnu::flatten]] void review_doses(const DoseContext& context, Findings& findings) {
  const Topics present = topics_of(context);
  review_body(context, present, findings);
  ask<checks>(context, present, findings);
  review_given(context, present, findings);
  review_preparation(context, present, findings);
  review_cells(context, present, findings);
}

std::array<std::span<const DoseCheck>, 5> review_tables() {
  return {body_checks(), checks, given_checks(), preparation_checks(), cell_checks()};
}

} // namespace nkdose
