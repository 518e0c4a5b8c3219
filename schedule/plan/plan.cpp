#include "schedule/plan/plan.hpp"

#include "schedule/plan/day_zero_search.hpp"
#include "schedule/plan/decision.hpp"

namespace nkdose {
namespace {

// The earliest day zero by its dates is not yet one that anybody can keep.
void find_open_day_zero(const Treatment& treatment, const Case& the_case, const PlanDays& days,
                        Screening& screening) {
  if (!screening.earliest || !screening.earliest->day_zero) return;
  const auto next = next_day_zero(DayZeroRules(treatment, days, the_case, &screening),
                                  *screening.earliest->day_zero);
  if (next) screening.earliest->open = next->day;
}

} // namespace

Plan make_plan(const Treatment& treatment, const Case& the_case) {
  Setting setting(treatment, the_case.choices);
  Decision decision(Infos::listed);
  decide(setting, the_case, decision);
  const Worksheet& sheet = *decision.sheet;
  Plan plan{.treatment = &treatment,
            .the_case = &the_case,
            .rule = std::move(setting.rule),
            .surface = sheet.surface,
            .clearances = sheet.clearances,
            .clearance = sheet.clearance,
            .adjustments = {},
            .cells = sheet.cells,
            .calendar = make_calendar(treatment.protocol, treatment.drugs,
                                      calendar_choice(treatment, the_case)),
            .screening = std::move(decision.screening),
            .release = std::move(decision.release)};
  if (plan.screening) find_open_day_zero(treatment, the_case, setting.plan, *plan.screening);
  for (std::size_t i = 0; i < sheet.drug_count; ++i)
    plan.adjustments[i] = sheet.drugs[i].adjustment;
  return plan;
}

} // namespace nkdose
