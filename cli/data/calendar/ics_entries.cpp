#include "cli/data/calendar/ics_entries.hpp"

#include "dosing/text/search.hpp"
#include "schedule/plan/plan_check.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// A dose off the plan has only its date.
std::string key_of(const Event& event) {
  const bool is_off_plan = event.kind == EventKind::drug && event.number == 0;
  return fmt::format("{}/{}/{}", to_text(event.kind), event.what.text(),
                     is_off_plan ? iso_date(event.date) : std::to_string(event.number));
}

std::vector<Entry> entry_each(const Calendar& calendar) {
  std::vector<Entry> entries;
  for (const Event& event : calendar)
    entries.push_back({key_of(event), event.date, event.day, {event}});
  return entries;
}

// An entry a day is known by the day that it had in the plan, counted from the planned day zero. A
// date with something that stands where it was planned keeps its own day; another takes the first
// day of what has moved there which no other has.
class DayKeys {
public:
  explicit DayKeys(Day day_zero) : day_zero_(day_zero) {}

  void name(std::vector<Entry>& entries) {
    for (Entry& entry : entries)
      if (any_of(entry.events, [](const Event& one) { return stands(one) && !one.planned; }))
        take(entry, entry.date);
    for (Entry& entry : entries)
      for (const Event& event : entry.events)
        if (entry.key.empty() && stands(event) && event.planned) take(entry, *event.planned);
    for (Entry& entry : entries) { // nothing stands, or its days have gone elsewhere
      take(entry, entry.date);
      if (entry.key.empty()) entry.key = fmt::format("day/to/{}", number_of(entry.date));
    }
  }

private:
  static bool stands(const Event& event) { return event.progress != Progress::missed; }
  void take(Entry& entry, Day day) {
    if (!entry.key.empty() || holds(taken_, day)) return;
    taken_.push_back(day);
    entry.key = fmt::format("day/{}", number_of(day));
  }
  int number_of(Day day) const { return days_between(day_zero_, day); }

  Day day_zero_;
  std::vector<Day> taken_;
};

std::vector<Entry> entry_a_day(const Calendar& calendar, Day day_zero) {
  std::vector<Entry> entries;
  for (const Event& event : calendar) { // in the order of dates
    if (entries.empty() || entries.back().date != event.date)
      entries.push_back({"", event.date, event.day, {}});
    entries.back().events.push_back(event);
  }
  DayKeys(day_zero).name(entries);
  return entries;
}

std::vector<Entry> entries_of(const Calendar& calendar, Day day_zero, EntriesPer per) {
  return per == EntriesPer::event ? entry_each(calendar) : entry_a_day(calendar, day_zero);
}

// What the plan was before anything was given, and before each postponement, the latest first.
std::vector<Day> former_day_zeros(const Case& the_case) {
  std::vector<Day> days;
  for (const Postponement& one : the_case.postponed)
    days.push_back(one.from);
  if (!the_case.given.empty()) days.push_back(the_case.day_zero);
  std::reverse(days.begin(), days.end());
  return days;
}

} // namespace

std::vector<Entry> ics_entries(const Plan& plan, EntriesPer per) {
  const Case& the_case = *plan.the_case;
  const Treatment& treatment = *plan.treatment;
  std::vector<Entry> entries = entries_of(plan.calendar, the_case.day_zero, per);
  for (const Day day_zero : former_day_zeros(the_case)) {
    CalendarChoice choice = calendar_choice(treatment, the_case);
    choice.day_zero = day_zero;
    choice.given.clear();
    choice.resumption.reset();
    const Calendar former = make_calendar(treatment.protocol, treatment.drugs, choice);
    for (Entry& entry : entries_of(former, day_zero, per))
      if (find_in(entries, entry.key, &Entry::key) == entries.end()) {
        entry.is_gone = true;
        entries.push_back(std::move(entry));
      }
  }
  return entries;
}

} // namespace nkdose
