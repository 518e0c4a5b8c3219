#include "schedule/plan/plan_check.hpp"

#include "dosing/text/search.hpp"

#include <algorithm>

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

} // namespace

PlanDays::PlanDays(const Treatment& treatment, std::size_t infusion_list)
    : last_drug_day(treatment.protocol.offset(treatment.protocol.last_drug_day())),
      first_infusion(
          treatment.protocol.offset(treatment.protocol.infusions[infusion_list].days.front())),
      earliest(
          std::min(treatment.protocol.offset(treatment.protocol.first_drug_day()), first_infusion)),
      adopted(adoption_of(treatment.site, treatment.protocol)) {
  const Protocol& protocol = treatment.protocol;
  const auto add = [&](const std::vector<int>& numbers, std::vector<int>& list) {
    for (const int day : numbers)
      list.push_back(protocol.offset(day));
  };
  const auto put_in_order = [](std::vector<int>& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  };
  add(protocol.infusions[infusion_list].days, infusions);
  for (const ProtocolDrug& drug : protocol.drugs)
    add(drug.days, drugs);
  put_in_order(infusions);
  put_in_order(drugs);
  std::set_union(drugs.begin(), drugs.end(), infusions.begin(), infusions.end(),
                 std::back_inserter(offsets));
}

Timeline timeline_of(const PlanContext& context) {
  const Protocol& protocol = context.treatment.protocol;
  return context.the_case ? timeline_of(protocol, *context.the_case)
                          : Timeline(protocol, context.infusion_list, context.day_zero, {});
}

CalendarChoice calendar_choice(const Treatment& treatment, const Case& the_case) {
  return {.day_zero = the_case.day_zero,
          .infusion_list = the_case.choices.infusion_list,
          .screening_date = the_case.screening ? the_case.screening->date : std::nullopt,
          .given = the_case.given,
          .blood_count = blood_count_date(treatment, the_case),
          .cycle = the_case.cycle,
          .closed = &treatment.site.closed,
          .resumption = the_case.choices.resumption};
}

CalendarChoice calendar_choice(const PlanContext& context) {
  if (context.the_case) return calendar_choice(context.treatment, *context.the_case);
  return {.day_zero = context.day_zero,
          .infusion_list = context.infusion_list,
          .screening_date = {},
          .closed = &context.treatment.site.closed};
}

} // namespace nkdose
