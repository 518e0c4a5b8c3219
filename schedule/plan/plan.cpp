#include "schedule/plan/plan.hpp"

#include "dosing/text/search.hpp"
#include "schedule/plan/day_zero_search.hpp"
#include "schedule/plan/decision.hpp"

namespace nkdose {
namespace {

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
                                      {the_case.day_zero, the_case.choices.infusion_list,
                                       screening_date(the_case), the_case.given,
                                       blood_count_date(treatment, the_case), the_case.cycle,
                                       &treatment.site.closed, the_case.choices.resumption}),
            .screening = std::move(decision.screening),
            .release = std::move(decision.release)};
  if (plan.screening) find_open_day_zero(treatment, the_case, setting.plan, *plan.screening);
  for (std::size_t i = 0; i < sheet.drug_count; ++i)
    plan.adjustments[i] = sheet.drugs[i].adjustment;
  return plan;
}

} // namespace nkdose
