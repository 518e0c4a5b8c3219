#include "schedule/calendar/calendar.hpp"

#include "dosing/text/search.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

// What a timed rule counts from: the day as it is, and as the plan had it.
struct AnchorDay {
  Day date, planned;
  Day counted_from; ///< the infusion by which the two differ
  Progress progress = Progress::planned;
};

std::string planned_for(Day planned) {
  return fmt::format("planned {}", weekday_date(planned));
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

  // A given infusion takes the place of the next planned one, on its own date.
  void add_infusions() {
    const Course course = timeline_.infusions();
    const int of = static_cast<int>(course.planned.size());
    for (std::size_t i = 0; i < course.planned.size(); ++i) {
      const bool is_given = i < course.given.size();
      const Day date = is_given ? course.given[i] : course.due[i];
      const int number = static_cast<int>(i) + 1;
      const Progress progress = is_given                   ? Progress::given
                                : holds(course.left, date) ? Progress::planned
                                                           : Progress::missed;
      events_.push_back({date, number_of(date), EventKind::infusion, "infusion", std::nullopt,
                         number, of,
                         fmt::format("{} infusion {} of {}", protocol_.product, number, of),
                         protocol_.infusions[choice_.infusion_list].source, progress});
      infusions_.push_back(
          {date, course.planned[i], is_given ? date : timeline_.day_zero(), progress});
      if (date == course.planned[i]) continue;
      events_.back().moved =
          is_given ? planned_for(course.planned[i]) : moved(infusions_.back(), course.planned[i]);
    }
  }

  static std::string moved(const AnchorDay& anchor, Day planned) {
    return fmt::format("{}; counted from the infusion given {}", planned_for(planned),
                       iso_date(anchor.counted_from));
  }

  // A missed infusion is not the last one, unless there is no other.
  AnchorDay last_infusion() const {
    std::optional<AnchorDay> last;
    for (const AnchorDay& one : infusions_)
      if (one.progress != Progress::missed && (!last || one.date >= last->date)) last = one;
    AnchorDay result = last.value_or(infusions_.back());
    result.planned = infusions_.back().planned;
    return result;
  }

  std::vector<AnchorDay> anchor_days(Anchor anchor) const {
    const auto as_planned = [](Day day) { return AnchorDay{day, day, day}; };
    switch (anchor) {
    case Anchor::screening:
      if (!choice_.screening_date) return {};
      return {as_planned(*choice_.screening_date)};
    case Anchor::blood_count:
      if (!choice_.blood_count) return {};
      return {as_planned(*choice_.blood_count)};
    case Anchor::first_drug_day:
      return {as_planned(choice_.day_zero +
                         std::chrono::days(protocol_.offset(protocol_.first_drug_day())))};
    case Anchor::day_zero:
      return {{timeline_.day_zero(), choice_.day_zero, timeline_.day_zero()}};
    case Anchor::each_infusion:
      return infusions_;
    case Anchor::last_infusion:
      return {last_infusion()};
    }
    return {};
  }

  void add_timed(const TimedRule& rule) {
    const bool is_limit =
        rule.kind == EventKind::last_permitted || rule.kind == EventKind::reached_by;
    int number = 0;
    for (const AnchorDay& anchor : anchor_days(rule.anchor)) {
      const Day date = rule.from(anchor.date);
      std::string text = rule.text;
      if (is_limit) text += distance(rule) + other_month_readings(anchor.date, rule.months, date);
      if (rule.window) text += window(date, *rule.window);
      Event event{date, number_of(date), rule.kind,  rule.id, std::nullopt, ++number,
                  0,    std::move(text), rule.source};
      if (rule.anchor == Anchor::each_infusion && anchor.progress == Progress::missed)
        event.progress = Progress::missed;
      if (rule.anchor == Anchor::last_infusion && anchor.progress == Progress::missed)
        event.text += "; no infusion was given or is left: counted from the planned one";
      if (rule.anchor == Anchor::last_infusion && has_next_cycle(protocol_, choice_.cycle))
        event.text += "; a further cycle moves it";
      if (const Day planned = rule.from(anchor.planned); planned != date)
        event.moved = moved(anchor, planned);
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
    if (timeline_.is_moved())
      event.moved = moved({date, {}, timeline_.day_zero()}, next(choice_.day_zero));
    events_.push_back(std::move(event));
  }

  // "; window Day 25 to Day 31, 2027-01-01 to 2027-01-07", and where the day itself is closed, the
  // nearest working day inside. The event stays on its day: who moves it is a person.
  std::string window(Day date, std::pair<int, int> days) const {
    const Day first = date + std::chrono::days(days.first);
    const Day last = date + std::chrono::days(days.second);
    std::string text = fmt::format("; window {} to {}, {} to {}", day_name(number_of(first)),
                                   day_name(number_of(last)), iso_date(first), iso_date(last));
    if (!choice_.closed || !choice_.closed->holds(date)) return text;
    text += fmt::format("; {} is closed ({})", iso_date(date), choice_.closed->reason(date));
    for (int distance = 1; distance <= days.second - days.first; ++distance)
      for (const int shift : {-distance, distance})
        if (const Day day = date + std::chrono::days(shift);
            first <= day && day <= last && !choice_.closed->holds(day))
          return text + fmt::format(", {} is proposed", weekday_date(day));
    return text + ", and so is every day of the window";
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
  std::vector<AnchorDay> infusions_;
};

} // namespace

bool has_next_cycle(const Protocol& protocol, int cycle) {
  return protocol.cycle && cycle < protocol.cycle->most;
}

Calendar make_calendar(const Protocol& protocol, const std::vector<Drug>& drugs,
                       const CalendarChoice& choice) {
  return CalendarMaker(protocol, choice).make(drugs);
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
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

std::string day_name(int day) {
  return day < 0 ? fmt::format("Day minus {}", -day) : fmt::format("Day {}", day);
}

} // namespace nkdose
