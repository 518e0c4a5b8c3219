// The faces of a calendar, alone or as a part of a plan.
#pragma once

#include "cli/data/json_writer.hpp"
#include "cli/sheet/sheet.hpp"
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
  Timeline timeline() const {
    const Case* known = the_case();
    return {treatment->protocol, known ? known->choices.infusion_list : 0, day_zero,
            known ? known->given : std::vector<Given>()};
  }
  std::optional<Day> day_of_study_day_one() const {
    if (!study_day_one) return std::nullopt;
    return nkdose::study_day_one(*calendar, *study_day_one);
  }
  bool refused() const { return plan && plan->release.status == Status::refused; }
};

std::string calendar_text(const CalendarAnswer& answer);
/// `nkdose/calendar/1`.
std::string calendar_json(const CalendarAnswer& answer);
/// `date,weekday,day,kind,what,dose_mg,dose,text`, and `study_day` where it is asked for.
std::string calendar_csv(const CalendarAnswer& answer);

/// The dose of a planned day, or the dose that was given; none of a day that passed without one,
/// and none without an order.
std::optional<Decimal> dose_of(const Event& event, const Order* order);

/// "Mon 2026-12-07", or "planned Mon 2026-12-07, given Tue 2026-12-08".
std::string day_zero_words(const Timeline& timeline);
/// ", GIVEN", ", NOT GIVEN", or ", DROPPED" for what belonged to something that was not given.
std::string_view progress_words(const Event& event);
/// "; planned Mon 2026-12-14; counted from the infusion given 2026-12-08", where that is another
/// day.
std::string moved_words(const Event& event);

/// The keys "days" and "dates" of a drug or of the infusion: what is still to be given.
void write_days(JsonWriter& json, const Calendar& calendar, EventKind kind, Name what);
/// Study days, counted from `study_day_one`, are each entry's last key or words.
void write_calendar(JsonWriter& json, const Calendar& calendar, const Order* order,
                    std::optional<Day> study_day_one = std::nullopt);
void write_findings(JsonWriter& json, const std::vector<ReleasedFinding>& findings,
                    const Case* the_case, const Treatment* treatment, bool withhold_doses);
void write_calendar(TextSheet& sheet, const Calendar& calendar, const Order* order,
                    std::optional<Day> study_day_one = std::nullopt);
/// "cycle 2 of at most 2, 168 days from one day zero to the next; the cycle before had Mon
/// 2026-06-22"; empty where the protocol has no cycles. A protocol alone is shown as cycle 1.
std::string cycle_words(const Protocol& protocol, const Case* the_case);
/// The key "cycle", where the protocol has cycles.
void write_cycle(JsonWriter& json, const Protocol& protocol, const Case* the_case);
/// The day zeros that were given up, and why: lines under day zero.
void write_postponed(TextSheet& sheet, const Case& the_case, std::size_t column);
/// The key "postponed", where there is any.
void write_postponed(JsonWriter& json, const Case& the_case);
/// What the command line changed in the case: a line each, so that a question is not taken for the
/// plan. A plan prints them with its origin.
void write_overrides(TextSheet& sheet, const Case& the_case);
/// The key "overrides", where there is any.
void write_overrides(JsonWriter& json, const Case& the_case);
/// The part ASSUMPTIONS of a sheet: findings A002 are shown there.
void write_assumptions(TextSheet& sheet, const Protocol& protocol);
void write_findings(TextSheet& sheet, const std::vector<ReleasedFinding>& findings,
                    const Case* the_case, const Treatment* treatment, bool withhold_doses);

} // namespace nkdose
