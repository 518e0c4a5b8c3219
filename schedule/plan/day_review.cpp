#include "schedule/plan/day_review.hpp"

#include "dosing/text/search.hpp"
#include "schedule/plan/day_zero_search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

using Context = PlanContext;
using Row = FindingText;

bool has_given(const Context& context) {
  return context.the_case && !context.the_case->given.empty();
}

bool has_begun(const Context& context) {
  return has_given(context) || (context.the_case && context.the_case->choices.resumption);
}

DayZeroRules rules_of(const Context& context) {
  return context.the_case ? DayZeroRules(context.treatment, context.setting, *context.the_case,
                                         context.screening)
                          : DayZeroRules(context.treatment, context.setting);
}

// Whether a planned day is one of these days. Nearly every row of a batch ends here, without a list
// of its days.
template <class Test>
bool no_planned_day(const Context& context, Test is_one) {
  return !has_begun(context) && !any_of(context.setting.offsets, [&](int offset) {
    return is_one(context.day_zero + std::chrono::days(offset));
  });
}

// Calls look(day, number) for every day of drugs and infusions that is still to come, in order.
// Where nothing has begun these are the planned ones, and a row of a batch needs no list of them.
template <class Look>
void each_day_to_come(const Context& context, Look look) {
  if (!has_begun(context)) {
    for (const int offset : context.setting.offsets)
      look(context.day_zero + std::chrono::days(offset),
           context.treatment.protocol.number_of(offset));
    return;
  }
  const Timeline timeline = timeline_of(context);
  for (const Day day : timeline.days_to_come())
    look(day, timeline.number_of(day));
}

// A day that has been used, or has passed, is not moved any more. Once treatment has begun, another
// day zero would leave what was given behind, so none is proposed. Otherwise the next one is, never
// an earlier one: what must have stopped before has been counted from this one.
void closed_day(const Context& context, const Row& row, Findings& findings) {
  const ClosedDays& closed = context.treatment.site.closed;
  if (no_planned_day(context, [&](Day day) { return closed.holds(day); })) return;
  std::optional<std::optional<NextDayZero>> next; // searched for once, and only where it is needed
  each_day_to_come(context, [&](Day day, int number) {
    if (!closed.holds(day)) return;
    const Name subject = day_subject(number);
    if (has_given(context)) {
      findings.push_back(finding_of(row, subject, {date_figure(day)}, 2));
      return;
    }
    if (!next) next = next_day_zero(rules_of(context), context.day_zero);
    if (!*next)
      findings.push_back(finding_of(row, subject, {date_figure(day)}, 1));
    else
      findings.push_back(finding_of(row, subject, {date_figure(day), date_figure((*next)->day)},
                                    (*next)->needs_renewal ? 3 : 0));
  });
}

// Said once, of the first such day.
void day_not_known(const Context& context, const Row& row, Findings& findings) {
  const ClosedDays& closed = context.treatment.site.closed;
  const auto is_unknown = [&](Day day) { return !closed.is_known(day) && !closed.holds(day); };
  if (!closed.has_unknown_days() || no_planned_day(context, is_unknown)) return;
  bool is_said = false;
  each_day_to_come(context, [&](Day day, int number) {
    if (is_said || !is_unknown(day)) return;
    is_said = true;
    const auto before = closed.last_known(day), after = closed.first_known(day);
    findings.push_back(finding_of(
        row, day_subject(number),
        {date_figure(day), date_figure(before.value_or(after.value_or(day)))}, before ? 0 : 1));
  });
}

// What the site's slots say against the days that are left.
void no_slot(const Context& context, const Row& row, Findings& findings) {
  const Slots& slots = context.treatment.site.slots;
  if (!slots.infusions_a_day && !holds(slots.infusion_weekdays, true) &&
      !holds(slots.preparation_weekdays, true))
    return;
  const Timeline timeline = timeline_of(context);
  const std::vector<Day> left = timeline.days_to_come();
  for (const Obstacle& one : rules_of(context).obstacles(context.day_zero)) {
    if (one.kind != ObstacleKind::infusion_weekday &&
        one.kind != ObstacleKind::preparation_weekday && one.kind != ObstacleKind::full)
      continue;
    if (!holds(left, one.date)) continue;
    const int variant = one.kind == ObstacleKind::infusion_weekday      ? 0
                        : one.kind == ObstacleKind::preparation_weekday ? 1
                                                                        : 2;
    findings.push_back(finding_of(row, day_subject(timeline.number_of(one.date)),
                                  {date_figure(one.date), number(Decimal(one.count))}, variant));
  }
}

using enum Severity;
constexpr PlanCheck checks[] = {
    {{"S001",
      warning,
      "closed day",
      "a drug or an infusion on a closed day",
      {"{0} is closed ({closed}); the next day zero that can be kept is {1}",
       "{0} is closed ({closed}); no day zero within a year can be kept: nkdose calendar "
       "--find-from says why",
       "{0} is closed ({closed}); treatment has begun, so no other day zero is proposed",
       "{0} is closed ({closed}); the next day zero that can be kept, once what is then too old is "
       "measured anew, is {1}"},
      "move the whole plan, never a single day; once treatment has begun, ask the sponsor",
      "site policy (closed days)"},
     closed_day},
    {{"S014",
      warning,
      "holidays not known",
      "a drug or an infusion on a day outside those of which holidays are known: what no holiday "
      "file names is not taken for open",
      {"whether {0} is a holiday is not known: the holidays end with {1}",
       "whether {0} is a holiday is not known: the holidays begin with {1}"},
      "get the holidays of that year (--holidays), or state known_to in the site's [closed]",
      "the holiday file, or the site's [closed]"},
     day_not_known},
    {{"S015",
      warning,
      "no slot",
      "an infusion or a drug on a weekday for which the site has no slot, or an infusion on a day "
      "whose slots the cohort's file has taken",
      {"{0} is no weekday on which the site infuses cells",
       "{0} is no weekday on which the site prepares the drugs",
       "every slot of {0} is taken by other patients of the cohort (infusions a day: {1})"},
      "find another day zero: nkdose calendar --find-from",
      "site policy ([slots])"},
     no_slot},
};

} // namespace

Name day_subject(int day) {
  return Name(
      std::string_view(day < 0 ? fmt::format("day-minus-{}", -day) : fmt::format("day-{}", day)));
}

std::span<const PlanCheck> day_checks() {
  return checks;
}

void review_days(const PlanContext& context, Topics present, Findings& findings) {
  ask<checks>(context, present, findings);
}

} // namespace nkdose
