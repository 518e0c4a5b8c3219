#include "schedule/plan/plan_check.hpp"

#include <algorithm>

namespace nkdose {

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

} // namespace nkdose
