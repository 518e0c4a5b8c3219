#include "schedule/plan/plan.hpp"

#include "schedule/plan/decision.hpp"

namespace nkdose {
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
  for (std::size_t i = 0; i < sheet.drug_count; ++i)
    plan.adjustments[i] = sheet.drugs[i].adjustment;
  return plan;
}

} // namespace nkdose
