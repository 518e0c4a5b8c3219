#include "schedule/plan_review.hpp"

#include "dosing/search.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

using Context = PlanContext;
using Row = FindingText;

Figure date_figure(Day day) {
  return {Figure::Kind::date, Decimal(day.time_since_epoch().count())};
}
Figure days(int count) {
  return number(Decimal(count));
}

// The subject of a day: "day-minus-5".
Name day_subject(int day) {
  return Name(
      std::string_view(day < 0 ? fmt::format("day-minus-{}", -day) : fmt::format("day-{}", day)));
}

// The last day on which a drug was given or is still to be given.
Day last_dose_day(const Context& context, const ProtocolDrug& drug) {
  const std::vector<Day> planned =
      planned_days(context.treatment.protocol, drug.days, context.day_zero);
  if (!context.the_case) return planned.back();
  const std::vector<Day> given = days_given(context.the_case->given, drug.id);
  const std::vector<Day> left = days_left(planned, given);
  return left.empty() ? given.back() : left.back();
}

Day first_infusion_day(const Context& context) {
  if (!context.the_case) return context.day_zero;
  const std::vector<Day> given = days_given(context.the_case->given, "infusion");
  return given.empty() ? context.day_zero : given.front();
}

// Given on a day that is not planned, or not given on a planned day that has passed.
bool is_off_plan(const std::vector<Day>& planned, const std::vector<Day>& given) {
  const std::vector<Day> left = days_left(planned, given);
  return any_of(given, [&](Day day) { return !holds(planned, day); }) ||
         any_of(planned, [&](Day day) { return !holds(given, day) && !holds(left, day); });
}

void closed_day(const Context& context, const Row& row, Findings& findings) {
  const Protocol& protocol = context.treatment.protocol;
  const auto is_closed = [&](Day day) { return context.treatment.site.is_closed(day); };
  std::optional<std::optional<Day>> open; // searched for once, and only where it is needed
  for (const Day day : treatment_days(protocol, context.infusion_list, context.day_zero)) {
    if (!is_closed(day)) continue;
    if (!open)
      open = nearest_open_day_zero(protocol, context.infusion_list, context.day_zero, is_closed);
    const int offset = days_between(context.day_zero, day);
    const Name subject = day_subject(protocol.has_day_zero || offset < 0 ? offset : offset + 1);
    findings.push_back(*open ? finding_of(row, subject, {date_figure(day), date_figure(**open)})
                             : finding_of(row, subject, {date_figure(day)}, 1));
  }
}

bool has_other_gap(const Context& context) {
  const auto [planned, actual] = gap_of(context);
  const auto& window = context.treatment.protocol.gap_window_days;
  return window ? actual < window->first || actual > window->second : actual != planned;
}

void gap_not_as_planned(const Context& context, const Row& row, Findings& findings) {
  const auto [planned, actual] = gap_of(context);
  const auto& window = context.treatment.protocol.gap_window_days;
  if (!has_other_gap(context)) return;
  if (window) {
    Finding finding =
        finding_of(row, {}, {days(actual), days(window->first), days(window->second)}, 1);
    finding.severity = Severity::stop;
    findings.push_back(finding);
  } else {
    findings.push_back(finding_of(row, {}, {days(actual), days(planned)}));
  }
}

// One slip, one finding: where the infusion moved the gap, or the drugs did, S002 says it for them.
void given_off_plan(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  const Protocol& protocol = context.treatment.protocol;
  const bool gap_says_it = has_other_gap(context);
  const bool infusion_moved = first_infusion_day(context) != context.day_zero;
  const auto look = [&](Name what, const std::vector<int>& numbers, bool is_said) {
    if (!is_said && is_off_plan(planned_days(protocol, numbers, context.day_zero),
                                days_given(context.the_case->given, what)))
      findings.push_back(finding_of(row, what));
  };
  for (const ProtocolDrug& drug : protocol.drugs)
    look(drug.id, drug.days, gap_says_it && !infusion_moved);
  look("infusion", protocol.infusions[context.infusion_list].days, gap_says_it && infusion_moved);
}

void standing_notes(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  for (const Drug& drug : context.treatment.drugs)
    for (const StandingNote& note : drug.notes)
      findings.push_back(finding_of(row, note.id));
}

void criteria_not_evaluated(const Context& context, const Row& row, Findings& findings) {
  if (context.the_case && context.the_case->has_screening) findings.push_back(finding_of(row));
}

void not_adopted(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  const Adopted adopted = adoption_of(context.treatment.site, context.treatment.protocol);
  if (adopted == Adopted::yes) return;
  findings.push_back(finding_of(row, context.treatment.protocol.id, {},
                                adopted == Adopted::other_version ? 1 : 0));
}

void assumptions(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  for (const Assumption& assumption : context.treatment.protocol.assumptions)
    findings.push_back(finding_of(row, assumption.id));
}

// Raised by release.
void acknowledgements(const Context&, const Row&, Findings&) {}

using enum Severity;
constexpr PlanCheck checks[] = {
    {{"D009",
      info,
      "standing note",
      "a note of a drug's file, one each",
      {"{note}"},
      "keep it in mind",
      "the drug's file"},
     standing_notes},
    {{"S001",
      warning,
      "closed day",
      "a drug or an infusion on a closed day",
      {"{0} is closed; the nearest day zero without a closed day is {1}",
       "{0} is closed; no day zero within a year is without a closed day"},
      "move the whole plan, never a single day",
      "site policy (closed days)"},
     closed_day},
    {{"S002",
      warning,
      "gap before the infusion",
      "the gap between lymphodepletion and infusion is not the planned one and the protocol gives "
      "no window; stop outside a given window",
      {"{0} days from the last drug day to the infusion, planned {1}; the protocol is silent",
       "{0} days from the last drug day to the infusion, the protocol's window is {1} to {2}"},
      "ask the sponsor before the infusion",
      "the protocol"},
     gap_not_as_planned},
    {{"S003",
      warning,
      "given off the plan",
      "given on a day that is not planned, or not given on a planned day that has passed",
      {"{s} was given on a day that is not planned, or a planned day has passed without it"},
      "ask the sponsor; what remains is not planned anew",
      "the protocol"},
     given_off_plan},
    {{"E002",
      warning,
      "criteria unknown",
      "the case has a [screening] table with unknown criteria",
      {"the case has a [screening] table; this version does not judge criteria"},
      "judge the criteria by hand and acknowledge this",
      "the protocol"},
     criteria_not_evaluated},
    {{"A001",
      warning,
      "protocol not adopted",
      "the site has not adopted this protocol",
      {"the site's file does not adopt {s}: a draft, not an order",
       "the site's file adopts another version of {s} than this one: a draft, not an order"},
      "review the protocol file, then sign it as [[adopted]] in the site file",
      "the shipped protocols come from public records, not from the sponsor"},
     not_adopted},
    {{"A002",
      info,
      "assumption",
      "an assumption of the protocol",
      {"{note}"},
      "confirm with the sponsor",
      "the protocol's file"},
     assumptions},
    {{"A003",
      info,
      "nothing to lift",
      "an acknowledgement or waiver that matches nothing",
      {"nothing in this plan is lifted by what the case says about {s}"},
      "remove it, or correct its code and subject",
      "the case"},
     acknowledgements},
};

} // namespace

void review_plan(const PlanContext& context, Findings& findings) {
  for (const PlanCheck& check : checks)
    check.look(context, check.text, findings);
}

std::vector<const FindingText*> all_finding_texts() {
  std::vector<const FindingText*> texts;
  for (const auto& table : {dose_checks(), preparation_checks()})
    for (const DoseCheck& check : table)
      texts.push_back(&check.text);
  for (const PlanCheck& check : checks)
    texts.push_back(&check.text);
  return texts;
}

const FindingText* finding_text(std::string_view code) {
  for (const FindingText* text : all_finding_texts())
    if (text->code.text() == code) return text;
  return nullptr;
}

Gap gap_of(const PlanContext& context) {
  const Protocol& protocol = context.treatment.protocol;
  Day last = context.day_zero - std::chrono::days(1000);
  for (const ProtocolDrug& drug : protocol.drugs)
    last = std::max(last, last_dose_day(context, drug));
  return {-protocol.offset(protocol.last_drug_day()),
          days_between(last, first_infusion_day(context))};
}

} // namespace nkdose
