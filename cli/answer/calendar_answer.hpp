// A calendar that somebody asked for, before it is a sheet or data.
#pragma once

#include "schedule/calendar/study_day.hpp"
#include "schedule/plan/plan.hpp"

namespace nkdose {

/// How a calendar is laid out in text.
enum class CalendarLayout { list, grid };

/// A calendar, what was found on it, and the case and the plan behind it where there are any.
struct CalendarAnswer {
  const Treatment* treatment;
  const Calendar* calendar;
  const std::vector<ReleasedFinding>* findings;
  Day day_zero;
  const Plan* plan = nullptr; ///< null for a calendar of a protocol alone
  CalendarLayout layout = CalendarLayout::list;
  std::optional<StudyDayOne> study_day_one = {}; ///< study days are shown where it is named

  const Case* the_case() const { return plan ? plan->the_case : nullptr; }
  const Order* order() const { return plan ? plan->release.order() : nullptr; }
  bool refused() const { return plan && plan->release.status == Status::refused; }
  Timeline timeline() const;
  /// The date of study day 1, where study days are asked for.
  std::optional<Day> day_of_study_day_one() const;
  /// What study day 1 is, where it is named: "infusion".
  std::string_view study_day_reference() const;
};

/// The dose of a planned day, or the dose that was given; none of a day that passed without one,
/// and none without an order.
std::optional<Decimal> dose_of(const Event& event, const Order* order);
/// The dates of a drug's doses that are left, in the order of its preparation's days.
std::vector<Day> days_left(const Plan& plan, std::size_t drug);

} // namespace nkdose
