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
    const int offset = days_between(choice_.day_zero, date);
    return !protocol_.has_day_zero && offset >= 0 ? offset + 1 : offset;
  }

  void add_drug(std::size_t index, const Drug& drug) {
    const ProtocolDrug& use = protocol_.drugs[index];
    const int of = static_cast<int>(use.days.size());
    for (int number = 1; number <= of; ++number) {
      const int day = use.days[static_cast<std::size_t>(number - 1)];
      events_.push_back({date_of(day), day, EventKind::drug, use.id, index, number, of,
                         fmt::format("{}, dose {} of {}", drug.name, number, of), use.source});
    }
  }

  void add_rest() {
    const int last = protocol_.offset(protocol_.last_drug_day());
    for (int offset = last + 1; offset < 0; ++offset)
      events_.push_back({choice_.day_zero + std::chrono::days(offset), offset, EventKind::rest,
                         "rest", std::nullopt, 0, 0, "rest: no lymphodepletion, no infusion",
                         protocol_.source});
  }

  void add_infusions() {
    const InfusionList& list = protocol_.infusions[choice_.infusion_list];
    const int of = static_cast<int>(list.days.size());
    for (int number = 1; number <= of; ++number) {
      const int day = list.days[static_cast<std::size_t>(number - 1)];
      events_.push_back({date_of(day), day, EventKind::infusion, "infusion", std::nullopt, number,
                         of, fmt::format("{} infusion {} of {}", protocol_.product, number, of),
                         list.source});
    }
  }

  std::optional<Day> date_of(Anchor anchor) const {
    switch (anchor) {
    case Anchor::screening:
      return choice_.screening_date;
    case Anchor::first_drug_day:
      return date_of(protocol_.first_drug_day());
    case Anchor::day_zero:
      return choice_.day_zero;
    case Anchor::last_infusion:
      return date_of(protocol_.infusions[choice_.infusion_list].days.back());
    }
    return std::nullopt;
  }

  void add_timed(const TimedRule& rule) {
    const auto anchor = date_of(rule.anchor);
    if (!anchor) return;
    const Day date = rule.months != 0 ? months_later(*anchor, rule.months)
                                      : *anchor + std::chrono::days(rule.days);
    events_.push_back(
        {date, number_of(date), rule.kind, rule.id, std::nullopt, 0, 0, rule.text, rule.source});
  }

  const Protocol& protocol_;
  CalendarChoice choice_;
  Calendar events_;
};

} // namespace

Calendar make_calendar(const Protocol& protocol, const std::vector<Drug>& drugs,
                       const CalendarChoice& choice) {
  return CalendarMaker(protocol, choice).make(drugs);
}

std::vector<Day> treatment_days(const Protocol& protocol, std::size_t infusion_list, Day day_zero) {
  std::vector<Day> days;
  const auto add = [&](const std::vector<int>& numbers) {
    for (const int number : numbers)
      days.push_back(day_zero + std::chrono::days(protocol.offset(number)));
  };
  for (const ProtocolDrug& drug : protocol.drugs)
    add(drug.days);
  add(protocol.infusions[infusion_list].days);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

std::string day_name(int day) {
  return day < 0 ? fmt::format("Day minus {}", -day) : fmt::format("Day {}", day);
}

} // namespace nkdose
