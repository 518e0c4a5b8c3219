#include "schedule/calendar/study_day.hpp"

#include "dosing/text/search.hpp"

namespace nkdose {

Day study_day_one(const Calendar& calendar, StudyDayOne reference) {
  const EventKind kind = reference == StudyDayOne::infusion ? EventKind::infusion : EventKind::drug;
  const auto is_used = [&](const Event& event) {
    return event.kind == kind && event.progress != Progress::missed;
  };
  const auto used = find_in(calendar, true, is_used); // in the order of dates
  return used != calendar.end() ? used->date : find_in(calendar, kind, &Event::kind)->date;
}

} // namespace nkdose
