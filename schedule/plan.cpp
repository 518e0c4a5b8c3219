#include "schedule/plan.hpp"

#include "schedule/plan_review.hpp"

namespace nkdose {
namespace {

WaivedLimits waived_limits(const Case& the_case) {
  WaivedLimits waived;
  for (const Waiver& waiver : the_case.waivers) {
    if (waiver.finding == "P003") waived.age = true;
    if (waiver.finding == "R003") waived.clearance = true;
  }
  return waived;
}

} // namespace

Plan make_plan(const Treatment& treatment, const Case& the_case) {
  const TreatmentRule rule = treatment_rule(treatment, the_case.choices);
  const Worksheet sheet = compute(the_case.patient, the_case.order, rule);
  Findings findings;
  review_doses({the_case.patient, the_case.order, rule, sheet, waived_limits(the_case)}, findings);
  review_plan({treatment, the_case.choices.infusion_list, the_case.day_zero, &the_case}, findings);
  Plan plan{.treatment = &treatment,
            .the_case = &the_case,
            .rule = rule,
            .surface = sheet.surface,
            .clearances = sheet.clearances,
            .adjustments = {},
            .cells = sheet.cells,
            .calendar = make_calendar(treatment.protocol, treatment.drugs,
                                      {the_case.day_zero, the_case.choices.infusion_list,
                                       the_case.screening_date, the_case.given, the_case.cycle,
                                       &treatment.site.closed}),
            .release = release(the_case, rule, sheet, findings)};
  for (std::size_t i = 0; i < sheet.drug_count; ++i)
    plan.adjustments[i] = sheet.drugs[i].adjustment;
  return plan;
}

} // namespace nkdose
