#include "cli/answer/calendar_answer.hpp"

namespace nkdose {

Timeline CalendarAnswer::timeline() const {
  const Case* known = the_case();
  return known ? timeline_of(treatment->protocol, *known)
               : Timeline(treatment->protocol, 0, day_zero, {});
}

std::optional<Day> CalendarAnswer::day_of_study_day_one() const {
  if (!study_day_one) return std::nullopt;
  return nkdose::study_day_one(*calendar, *study_day_one);
}

std::string_view CalendarAnswer::study_day_reference() const {
  return study_day_one_words[static_cast<std::size_t>(*study_day_one)];
}

std::optional<Decimal> dose_of(const Event& event, const Order* order) {
  if (!order || !event.drug || event.progress == Progress::missed) return std::nullopt;
  if (event.progress == Progress::given) return event.given->value();
  return order->doses(*event.drug).rounded.quantity().value();
}

std::vector<Day> days_left(const Plan& plan, std::size_t drug) {
  std::vector<Day> days;
  for (const Event& event : plan.calendar)
    if (event.drug == drug && event.progress == Progress::planned) days.push_back(event.date);
  return days;
}

} // namespace nkdose
