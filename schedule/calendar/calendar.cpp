#include "schedule/calendar/calendar.hpp"

#include "dosing/text/search.hpp"
#include "schedule/calendar/anchor_days.hpp"
#include "schedule/calendar/visit_day.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

// Only a visit is moved for a closed day: a limit is the protocol's, whoever is at work on it.
VisitDay day_of(const TimedRule& rule, Day counted, const ClosedDays* closed) {
  return rule.kind == EventKind::visit ? visit_day(counted, rule.window, closed)
                                       : VisitDay{counted};
}

std::vector<Day> each_once(std::vector<Day> days) {
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

// Lays out one protocol from one day zero.
class CalendarMaker {
public:
  CalendarMaker(const Protocol& protocol, const CalendarChoice& choice)
      : protocol_(protocol), choice_(choice),
        timeline_(protocol, choice.infusion_list, choice.day_zero, choice.given,
                  choice.resumption) {}

  Calendar make(const std::vector<Drug>& drugs) {
    for (std::size_t i = 0; i < protocol_.drugs.size(); ++i)
      add_drug(i, drugs[i]);
    add_rest();
    add_infusions();
    for (const TimedRule& rule : protocol_.events)
      add_timed(rule);
    if (has_next_cycle(protocol_, choice_.cycle)) add_next_cycle(*protocol_.cycle);
    sort_by(events_, [](const Event& event) { return std::pair(event.date, event.kind); });
    return std::move(events_);
  }

private:
  int number_of(Day date) const { return timeline_.number_of(date); }

  void add_drug(std::size_t index, const Drug& drug) {
    const ProtocolDrug& use = protocol_.drugs[index];
    const Course course = timeline_.drug(use);
    const int of = static_cast<int>(course.planned.size());
    for (std::size_t i = 0; i < course.planned.size(); ++i) {
      const int number = static_cast<int>(i) + 1;
      Event event = drug_event(use, index, course.planned[i],
                               fmt::format("{}, dose {} of {}", drug.name, number, of));
      event.number = number;
      event.of = of;
      if (event.progress == Progress::planned && !holds(course.left, event.date))
        event.progress = Progress::missed;
      events_.push_back(event);
    }
    for (const Day day : course.given)
      if (!holds(course.planned, day))
        events_.push_back(drug_event(use, index, day, fmt::format("{}, off the plan", drug.name)));
    for (const Day day : course.before)
      events_.push_back(drug_event(use, index, day,
                                   fmt::format("{}, before the course was restarted", drug.name)));
  }

  Event drug_event(const ProtocolDrug& use, std::size_t index, Day date, std::string text) const {
    Event event{date, number_of(date), EventKind::drug, use.id, index, 0,
                0,    std::move(text), use.source};
    if (const Given* given = timeline_.given_on(use.id, date)) {
      event.progress = Progress::given;
      event.given = given->dose;
    }
    return event;
  }

  // A rest day that an early infusion has cut off keeps its place, so that a calendar program which
  // has it learns that it is dropped.
  void add_rest() {
    const int last = last_drug_offset();
    const std::optional<Day> infused = timeline_.infusions().first_used();
    for (int offset = last + 1; offset < 0; ++offset) {
      const Day date = choice_.day_zero + std::chrono::days(offset);
      events_.push_back({date, number_of(date), EventKind::rest, "rest", std::nullopt,
                         offset - last, 0, "rest: no lymphodepletion, no infusion",
                         "follows from the protocol's days",
                         infused && date >= *infused ? Progress::missed : Progress::planned});
    }
  }

  // From day zero to the last day of lymphodepletion that is planned.
  int last_drug_offset() const {
    const auto& resumption = choice_.resumption;
    if (!resumption || resumption->as == ResumedAs::restart)
      return protocol_.offset(protocol_.last_drug_day());
    int last = -farthest_day;
    for (const RemainingDoses& one : resumption->doses)
      last = std::max(last, protocol_.offset(one.days.back()));
    return last;
  }

  void add_infusions() {
    const std::vector<AnchorDay> days = infusion_days(timeline_);
    const int of = static_cast<int>(days.size());
    for (int number = 1; number <= of; ++number) {
      const AnchorDay& day = days[static_cast<std::size_t>(number) - 1];
      Event event{day.date,
                  number_of(day.date),
                  EventKind::infusion,
                  "infusion",
                  std::nullopt,
                  number,
                  of,
                  fmt::format("{} infusion {} of {}", protocol_.product, number, of),
                  protocol_.infusions[choice_.infusion_list].source,
                  day.progress};
      if (day.date != day.planned) event.planned = day.planned;
      if (event.planned && day.progress != Progress::given) event.counted_from = day.counted_from;
      events_.push_back(std::move(event));
    }
  }

  void add_timed(const TimedRule& rule) {
    const bool is_limit =
        rule.kind == EventKind::last_permitted || rule.kind == EventKind::reached_by;
    int number = 0;
    for (const AnchorDay& anchor : anchor_days(rule.anchor, protocol_, choice_, timeline_)) {
      const Day counted = rule.from(anchor.date), planned = rule.from(anchor.planned);
      const VisitDay visit = day_of(rule, counted, choice_.closed);
      std::string text = rule.text;
      if (is_limit)
        text += distance(rule) + other_month_readings(anchor.date, rule.months, counted);
      text += window(rule, counted) + closed_words(visit, counted);
      if (rule.kind == EventKind::visit) text += unknown_words(visit.date);
      Event event{visit.date, number_of(visit.date), rule.kind,  rule.id, std::nullopt, ++number,
                  0,          std::move(text),       rule.source};
      if (rule.anchor == Anchor::each_infusion && anchor.progress == Progress::missed)
        event.progress = Progress::missed;
      if (rule.anchor == Anchor::last_infusion && anchor.progress == Progress::missed)
        event.text += "; no infusion was given or is left: counted from the planned one";
      if (rule.anchor == Anchor::last_infusion && has_next_cycle(protocol_, choice_.cycle))
        event.text += "; a further cycle moves it";
      if (planned != visit.date) event.planned = planned;
      if (visit.date != counted) event.moved_off = counted;
      if (visit.stays_closed()) event.on_closed_day = choice_.closed->reason(counted);
      if (event.planned && planned != counted) event.counted_from = anchor.counted_from;
      events_.push_back(std::move(event));
    }
  }

  void add_next_cycle(const CycleRule& rule) {
    const auto next = [&](Day day) { return day + std::chrono::days(rule.days); };
    const Day date = next(timeline_.day_zero());
    const int number = choice_.cycle + 1;
    Event event{date,
                number_of(date),
                EventKind::next_cycle,
                "next-cycle",
                std::nullopt,
                number,
                0,
                fmt::format("the protocol's day zero of cycle {} of at most {}, {} days after this "
                            "one: an order of its own, weight and creatinine measured anew",
                            number, rule.most, rule.days),
                rule.source};
    if (timeline_.is_moved()) {
      event.planned = next(choice_.day_zero);
      event.counted_from = timeline_.day_zero();
    }
    events_.push_back(std::move(event));
  }

  // "; window Day 25 to Day 31, 2027-01-01 to 2027-01-07".
  std::string window(const TimedRule& rule, Day counted) const {
    if (!rule.window) return "";
    const Day first = counted + std::chrono::days(rule.window->first);
    const Day last = counted + std::chrono::days(rule.window->second);
    return fmt::format("; window {} to {}, {} to {}", day_name(number_of(first)),
                       day_name(number_of(last)), iso_date(first), iso_date(last));
  }

  // Of a day after the holidays that anybody has named.
  std::string_view unknown_words(Day day) const {
    const ClosedDays* closed = choice_.closed;
    return closed && !closed->is_known(day) && !closed->holds(day)
               ? "; whether that day is a holiday is not known"
               : "";
  }

  // "; moved from Sun 2027-02-07, which is closed (Christmas)".
  std::string closed_words(const VisitDay& visit, Day counted) const {
    if (visit.why == VisitDay::Why::open) return "";
    const std::string day = weekday_date(counted), reason = choice_.closed->reason(counted);
    if (visit.why == VisitDay::Why::moved)
      return fmt::format("; moved from {}, which is closed ({})", day, reason);
    return fmt::format("; {} is closed ({}), {}: it stays there", day, reason,
                       visit.why == VisitDay::Why::no_window ? "and the visit has no window"
                                                             : "and so is every day of the window");
  }

  // "; 1 calendar month before lymphodepletion, inclusive", so that a person can redo the date.
  static std::string distance(const TimedRule& rule) {
    const int count = rule.months != 0 ? -rule.months : -rule.days;
    return fmt::format("; {} {}{} before {}, inclusive", count,
                       rule.months != 0 ? "calendar month" : "day", count == 1 ? "" : "s",
                       rule.anchor == Anchor::screening        ? "screening"
                       : rule.anchor == Anchor::blood_count    ? "the blood count"
                       : rule.anchor == Anchor::first_drug_day ? "lymphodepletion"
                                                               : "the infusion");
  }

  const Protocol& protocol_;
  CalendarChoice choice_;
  Timeline timeline_;
  Calendar events_;
};

} // namespace

bool has_next_cycle(const Protocol& protocol, int cycle) {
  return protocol.cycle && cycle < protocol.cycle->most;
}

Calendar make_calendar(const Protocol& protocol, const std::vector<Drug>& drugs,
                       const CalendarChoice& choice) {
  return CalendarMaker(protocol, choice).make(drugs);
}

std::vector<Day> days_of_closed_windows(const Protocol& protocol, const CalendarChoice& choice) {
  const Timeline timeline(protocol, choice.infusion_list, choice.day_zero, choice.given,
                          choice.resumption);
  std::vector<Day> days;
  for (const TimedRule& rule : protocol.events) {
    if (!rule.window) continue;
    for (const AnchorDay& anchor : anchor_days(rule.anchor, protocol, choice, timeline)) {
      const VisitDay visit = day_of(rule, rule.from(anchor.date), choice.closed);
      const bool is_dropped =
          rule.anchor == Anchor::each_infusion && anchor.progress == Progress::missed;
      if (visit.why == VisitDay::Why::window_closed && !is_dropped) days.push_back(visit.date);
    }
  }
  return each_once(std::move(days));
}

std::vector<Day> infusions_counted_from(const Calendar& calendar) {
  std::vector<Day> days;
  for (const Event& event : calendar)
    if (event.counted_from) days.push_back(*event.counted_from);
  return each_once(std::move(days));
}

std::string other_month_readings(Day anchor, int months, Day date) {
  std::string text;
  for (const int month : {28, 30})
    if (const Day other = anchor + std::chrono::days(months * month);
        months % 12 != 0 && other != date) // a year is a year
      text += fmt::format("{}{} days: {}", text.empty() ? " (a month as " : "; as ", month,
                          iso_date(other));
  return text.empty() ? text : text + ")";
}

std::vector<Day> treatment_days(const Protocol& protocol, std::size_t infusion_list, Day day_zero) {
  std::vector<Day> days = planned_days(protocol, protocol.infusions[infusion_list].days, day_zero);
  for (const ProtocolDrug& drug : protocol.drugs) {
    const std::vector<Day> of_drug = planned_days(protocol, drug.days, day_zero);
    days.insert(days.end(), of_drug.begin(), of_drug.end());
  }
  return each_once(std::move(days));
}

std::string day_name(int day) {
  return day < 0 ? fmt::format("Day minus {}", -day) : fmt::format("Day {}", day);
}

} // namespace nkdose
