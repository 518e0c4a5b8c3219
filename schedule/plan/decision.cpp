#include "schedule/plan/decision.hpp"

#include "dosing/review/dose_review.hpp"
#include "schedule/plan/plan_review.hpp"

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

// Made where it stays: a worksheet is large, and a copy of one is 252 instructions a row of a
// batch.
struct Computed {
  const Case& the_case;
  const TreatmentRule& rule;
  operator Worksheet() const { return compute(the_case.patient, the_case.prescription, rule); }
};

} // namespace

Setting::Setting(const Treatment& of, const RuleChoices& choices)
    : treatment(&of), rule(treatment_rule(of, choices)), printed(printed_rule(rule)),
      plan(of, choices.infusion_list) {}

void decide(const Setting& setting, const Case& the_case, Decision& decision) {
  const Treatment& treatment = *setting.treatment;
  decision.sheet.emplace(Computed{the_case, setting.rule});
  const Worksheet& sheet = *decision.sheet;
  decision.screening.reset();
  if (the_case.screening && treatment.criteria)
    decision.screening = screen(treatment, the_case, sheet);
  decision.findings.clear();
  review_doses(
      {the_case.patient, the_case.prescription, setting.rule, sheet, waived_limits(the_case)},
      decision.findings);
  review_plan({treatment, setting.plan, the_case.choices.infusion_list, the_case.day_zero,
               &the_case, decision.screening ? &*decision.screening : nullptr},
              decision.findings);
  release(the_case, setting.rule, setting.printed, sheet, decision.findings, decision.release);
}

} // namespace nkdose
