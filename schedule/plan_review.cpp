#include "schedule/plan_review.hpp"

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

int given_count(const Case& the_case, Name what) {
  return static_cast<int>(std::count_if(the_case.given.begin(), the_case.given.end(),
                                        [&](const Given& given) { return given.what == what; }));
}

// The day of a drug's last dose: the last given one when the course is complete, else the later of
// the last given and the last planned.
Day last_dose_day(const Context& context, const ProtocolDrug& drug) {
  const Protocol& protocol = context.treatment.protocol;
  const Day planned = context.day_zero + std::chrono::days(protocol.offset(drug.days.back()));
  if (!context.the_case) return planned;
  std::optional<Day> last_given;
  for (const Given& given : context.the_case->given)
    if (given.what == drug.id) last_given = std::max(last_given.value_or(given.date), given.date);
  if (!last_given) return planned;
  const bool complete =
      given_count(*context.the_case, drug.id) == static_cast<int>(drug.days.size());
  return complete ? *last_given : std::max(*last_given, planned);
}

Day first_infusion_day(const Context& context) {
  std::optional<Day> first;
  if (context.the_case)
    for (const Given& given : context.the_case->given)
      if (given.what == Name("infusion")) first = std::min(first.value_or(given.date), given.date);
  return first.value_or(context.day_zero);
}

void closed_day(const Context& context, const Row& row, Findings& findings) {
  const Protocol& protocol = context.treatment.protocol;
  const auto is_closed = [&](Day day) { return context.treatment.site.is_closed(day); };
  std::optional<std::optional<Day>> open; // searched for once, and only where it is needed
  for (const Day day : treatment_days(protocol, context.infusion_list, context.day_zero)) {
    if (!is_closed(day)) continue;
    if (!open)
      open = nearest_open_day_zero(protocol, context.infusion_list, context.day_zero, is_closed);
    const Name subject = day_subject(days_between(context.day_zero, day));
    findings.push_back(*open ? finding_of(row, subject, {date_figure(day), date_figure(**open)})
                             : finding_of(row, subject, {date_figure(day)}, 1));
  }
}

void gap_not_as_planned(const Context& context, const Row& row, Findings& findings) {
  const auto [planned, actual] = gap_of(context);
  const auto& window = context.treatment.protocol.gap_window_days;
  if (window && (actual < window->first || actual > window->second)) {
    Finding finding =
        finding_of(row, {}, {days(actual), days(window->first), days(window->second)}, 1);
    finding.severity = Severity::stop;
    findings.push_back(finding);
  } else if (!window && actual != planned) {
    findings.push_back(finding_of(row, {}, {days(actual), days(planned)}));
  }
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

std::span<const PlanCheck> plan_checks() {
  return checks;
}

void review_plan(const PlanContext& context, Findings& findings) {
  for (const PlanCheck& check : checks)
    check.look(context, check.text, findings);
}

std::vector<const FindingText*> all_finding_texts() {
  std::vector<const FindingText*> texts;
  for (const DoseCheck& check : dose_checks())
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
