#include "schedule/plan.hpp"

#include "dosing/search.hpp"
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

// The sample of the routine blood count, a fact that the calendar knows by its name.
std::optional<Day> blood_count_date(const Treatment& treatment, const Case& the_case) {
  if (!the_case.screening || !treatment.criteria) return std::nullopt;
  const auto& facts = treatment.criteria->facts;
  const auto found = find_in(facts, "blood_count_date", &Fact::id);
  if (found == facts.end()) return std::nullopt;
  const auto& value = the_case.screening->values[static_cast<std::size_t>(found - facts.begin())];
  return value ? value->day : std::nullopt;
}

std::optional<Day> screening_date(const Case& the_case) {
  return the_case.screening ? the_case.screening->date : std::nullopt;
}

} // namespace

Plan make_plan(const Treatment& treatment, const Case& the_case) {
  const TreatmentRule rule = treatment_rule(treatment, the_case.choices);
  const Worksheet sheet = compute(the_case.patient, the_case.order, rule);
  std::optional<Screening> screening;
  if (the_case.screening && treatment.criteria) screening = screen(treatment, the_case, sheet);
  Findings findings;
  review_doses({the_case.patient, the_case.order, rule, sheet, waived_limits(the_case)}, findings);
  review_plan({treatment, the_case.choices.infusion_list, the_case.day_zero, &the_case,
               screening ? &*screening : nullptr},
              findings);
  Plan plan{.treatment = &treatment,
            .the_case = &the_case,
            .rule = rule,
            .surface = sheet.surface,
            .clearances = sheet.clearances,
            .adjustments = {},
            .cells = sheet.cells,
            .calendar = make_calendar(treatment.protocol, treatment.drugs,
                                      {the_case.day_zero, the_case.choices.infusion_list,
                                       screening_date(the_case), the_case.given,
                                       blood_count_date(treatment, the_case), the_case.cycle,
                                       &treatment.site.closed}),
            .screening = std::move(screening),
            .release = release(the_case, rule, sheet, findings)};
  for (std::size_t i = 0; i < sheet.drug_count; ++i)
    plan.adjustments[i] = sheet.drugs[i].adjustment;
  return plan;
}

} // namespace nkdose
