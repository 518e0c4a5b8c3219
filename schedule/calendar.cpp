#include "schedule/calendar.hpp"

#include "dosing/search.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

// Lays out one protocol from one day zero.
class CalendarMaker {
public:
  CalendarMaker(const Protocol& protocol, const CalendarChoice& choice)
      : protocol_(protocol), choice_(choice) {}

  Calendar make(const std::vector<Drug>& drugs) {
    for (std::size_t i = 0; i < protocol_.drugs.size(); ++i)
      add_drug(i, drugs[i]);
    add_rest();
    add_infusions();
    for (const TimedRule& rule : protocol_.events)
      add_timed(rule);
    sort_by(events_, [](const Event& event) { return std::pair(event.date, event.kind); });
    return std::move(events_);
  }

private:
  Day date_of(int day) const { return choice_.day_zero + std::chrono::days(protocol_.offset(day)); }
  // The number that the protocol would give a date.
  int number_of(Day date) const {
    return protocol_.number_of(days_between(choice_.day_zero, date));
  }

  void add_drug(std::size_t index, const Drug& drug) {
    const ProtocolDrug& use = protocol_.drugs[index];
    const std::vector<Day> planned = planned_days(protocol_, use.days, choice_.day_zero);
    const std::vector<Day> given = days_given(choice_.given, use.id);
    const std::vector<Day> left = days_left(planned, choice_.given, use.id);
    const int of = static_cast<int>(planned.size());
    for (std::size_t i = 0; i < planned.size(); ++i) {
      const int number = static_cast<int>(i) + 1;
      Event event = drug_event(use, index, planned[i],
                               fmt::format("{}, dose {} of {}", drug.name, number, of));
      event.number = number;
      event.of = of;
      if (event.progress == Progress::planned && !holds(left, planned[i]))
        event.progress = Progress::missed;
      events_.push_back(event);
    }
    for (const Day day : given)
      if (!holds(planned, day))
        events_.push_back(drug_event(use, index, day, fmt::format("{}, off the plan", drug.name)));
  }

  Event drug_event(const ProtocolDrug& use, std::size_t index, Day date, std::string text) const {
    Event event{date, number_of(date), EventKind::drug, use.id, index, 0,
                0,    std::move(text), use.source};
    if (const Given* given = given_on(choice_.given, use.id, date)) {
      event.progress = Progress::given;
      event.given = given->dose;
    }
    return event;
  }

  void add_rest() {
    const int last = protocol_.offset(protocol_.last_drug_day());
    for (int offset = last + 1; offset < 0; ++offset)
      events_.push_back({choice_.day_zero + std::chrono::days(offset), offset, EventKind::rest,
                         "rest", std::nullopt, offset - last, 0,
                         "rest: no lymphodepletion, no infusion",
                         "follows from the protocol's days"});
  }

  // A given infusion takes the place of the next planned one, on its own date.
  void add_infusions() {
    const InfusionList& list = protocol_.infusions[choice_.infusion_list];
    const std::vector<Day> planned = planned_days(protocol_, list.days, choice_.day_zero);
    const std::vector<Day> given = days_given(choice_.given, "infusion");
    const std::vector<Day> left = days_left(planned, choice_.given, "infusion");
    const int of = static_cast<int>(planned.size());
    for (std::size_t i = 0; i < planned.size(); ++i) {
      const bool is_given = i < given.size();
      const Day date = is_given ? given[i] : planned[i];
      const int number = static_cast<int>(i) + 1;
      events_.push_back(
          {date, number_of(date), EventKind::infusion, "infusion", std::nullopt, number, of,
           fmt::format("{} infusion {} of {}", protocol_.product, number, of), list.source,
           is_given            ? Progress::given
           : holds(left, date) ? Progress::planned
                               : Progress::missed});
      infusions_.push_back(date);
    }
  }

  std::vector<Day> dates_of(Anchor anchor) const {
    switch (anchor) {
    case Anchor::screening:
      return choice_.screening_date ? std::vector{*choice_.screening_date} : std::vector<Day>();
    case Anchor::blood_count:
      return choice_.blood_count ? std::vector{*choice_.blood_count} : std::vector<Day>();
    case Anchor::first_drug_day:
      return {date_of(protocol_.first_drug_day())};
    case Anchor::day_zero:
      return {choice_.day_zero};
    case Anchor::each_infusion:
      return infusions_;
    case Anchor::last_infusion:
      return {*std::max_element(infusions_.begin(), infusions_.end())};
    }
    return {};
  }

  void add_timed(const TimedRule& rule) {
    const bool is_limit =
        rule.kind == EventKind::last_permitted || rule.kind == EventKind::reached_by;
    int number = 0;
    for (const Day anchor : dates_of(rule.anchor)) {
      ++number;
      const Day date = rule.from(anchor);
      std::string text = rule.text;
      if (is_limit) text += distance(rule) + other_month_readings(anchor, rule.months, date);
      if (rule.window) text += window(date, *rule.window);
      events_.push_back({date, number_of(date), rule.kind, rule.id, std::nullopt, number, 0,
                         std::move(text), rule.source});
    }
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
          return text + fmt::format(", {} {} is proposed", weekday_name(day), iso_date(day));
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
  Calendar events_;
  std::vector<Day> infusions_;
};

} // namespace

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

std::vector<Day> planned_days(const Protocol& protocol, const std::vector<int>& numbers,
                              Day day_zero) {
  std::vector<Day> days;
  days.reserve(numbers.size());
  for (const int number : numbers)
    days.push_back(day_zero + std::chrono::days(protocol.offset(number)));
  return days;
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
