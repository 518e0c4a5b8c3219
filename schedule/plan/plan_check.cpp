#include "schedule/plan/plan_check.hpp"

#include "dosing/text/search.hpp"

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
  const auto add = [&](const std::vector<int>& days) {
    for (const int day : days)
      offsets.push_back(protocol.offset(day));
  };
  add(protocol.infusions[infusion_list].days);
  for (const ProtocolDrug& drug : protocol.drugs)
    add(drug.days);
  std::sort(offsets.begin(), offsets.end());
  offsets.erase(std::unique(offsets.begin(), offsets.end()), offsets.end());
  find_closed(treatment.site.closed);
}

void PlanDays::find_closed(const ClosedDays& closed) {
  for (unsigned weekday = 0; weekday < 7; ++weekday)
    meets_closed_weekday[weekday] = any_of(offsets, [&](int offset) {
      return closed
          .weekdays[(std::chrono::weekday(weekday) + std::chrono::days(offset)).c_encoding()];
    });
  std::vector<std::pair<Day, Day>> spans;
  for (const ClosedSpan& span : closed.spans)
    for (const int offset : offsets)
      spans.emplace_back(span.first - std::chrono::days(offset),
                         span.last - std::chrono::days(offset));
  std::sort(spans.begin(), spans.end());
  for (const auto& [first, last] : spans) {
    if (meets_closed_span.empty() || meets_closed_span.back().second < first)
      meets_closed_span.emplace_back(first, last);
    else
      meets_closed_span.back().second = std::max(meets_closed_span.back().second, last);
  }
}

Timeline timeline_of(const PlanContext& context) {
  const Protocol& protocol = context.treatment.protocol;
  return context.the_case ? timeline_of(protocol, *context.the_case)
                          : Timeline(protocol, context.infusion_list, context.day_zero, {});
}

} // namespace nkdose
