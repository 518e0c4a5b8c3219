#include "schedule/calendar/anchor_days.hpp"

#include "dosing/text/search.hpp"

namespace nkdose {
namespace {

// A missed infusion is not the last one, unless there is no other.
AnchorDay last_of(const std::vector<AnchorDay>& infusions) {
  std::optional<AnchorDay> last;
  for (const AnchorDay& one : infusions)
    if (one.progress != Progress::missed && (!last || one.date >= last->date)) last = one;
  AnchorDay result = last.value_or(infusions.back());
  result.planned = infusions.back().planned;
  return result;
}

AnchorDay as_planned(Day day) {
  return {day, day, day};
}

} // namespace

std::vector<AnchorDay> infusion_days(const Timeline& timeline) {
  const Course course = timeline.infusions();
  std::vector<AnchorDay> days;
  for (std::size_t i = 0; i < course.planned.size(); ++i) {
    const bool is_given = i < course.given.size();
    const Day date = is_given ? course.given[i] : course.due[i];
    const Progress progress = is_given                   ? Progress::given
                              : holds(course.left, date) ? Progress::planned
                                                         : Progress::missed;
    days.push_back({date, course.planned[i], is_given ? date : timeline.day_zero(), progress});
  }
  return days;
}

std::vector<AnchorDay> anchor_days(Anchor anchor, const Protocol& protocol,
                                   const CalendarChoice& choice, const Timeline& timeline) {
  switch (anchor) {
  case Anchor::screening:
    if (!choice.screening_date) return {};
    return {as_planned(*choice.screening_date)};
  case Anchor::blood_count:
    if (!choice.blood_count) return {};
    return {as_planned(*choice.blood_count)};
  case Anchor::first_drug_day:
    return {as_planned(choice.day_zero +
                       std::chrono::days(protocol.offset(protocol.first_drug_day())))};
  case Anchor::day_zero:
    return {{timeline.day_zero(), choice.day_zero, timeline.day_zero()}};
  case Anchor::each_infusion:
    return infusion_days(timeline);
  case Anchor::last_infusion:
    return {last_of(infusion_days(timeline))};
  }
  return {};
}

} // namespace nkdose
