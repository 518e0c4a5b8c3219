#include "schedule/cohort/cohort_review.hpp"

#include "dosing/review/check.hpp"
#include "dosing/text/search.hpp"

#include <algorithm>

namespace nkdose {
namespace {

using Context = CohortContext;
using Row = FindingText;

Figure count_figure(int count) {
  return number(Decimal(count));
}

// What rests on a source that was not seen only informs.
void add(Findings& findings, Finding finding, bool is_established) {
  if (!is_established) finding.severity = Severity::info;
  findings.push_back(finding);
}

void before_stagger(const Context& context, const Row& row, Findings& findings) {
  const auto& stagger = context.cohort.rule.stagger;
  if (!stagger) return;
  for (const LevelStatus& level : report_on(context.cohort, context.on))
    for (const PatientStatus& one : level.patients)
      if (one.allowed_from && one.patient->first_infusion < *one.allowed_from)
        add(findings,
            finding_of(row, one.patient->id,
                       {date_figure(one.patient->first_infusion), date_figure(*one.allowed_from),
                        count_figure(stagger->value.days)}),
            stagger->is_established);
}

// Looks at each patient together with the cohort as it was before.
template <class Look>
void each_after_others(const Cohort& cohort, Look look) {
  Cohort before{cohort.rule, {}};
  for (const CohortPatient& patient : cohort.patients) {
    if (!before.patients.empty()) look(patient, before);
    before.patients.push_back(patient);
  }
}

// Whether an outcome was still awaited on a day.
bool is_awaited(const EscalationRule& rule, const CohortPatient& patient, Day on) {
  const bool had_toxicity = patient.toxicity_on && *patient.toxicity_on <= on;
  return patient.is_evaluable && !had_toxicity && window_end(rule, patient) >= on;
}

// The last end of the windows at other levels that were open on the patient's first day.
std::optional<Day> open_elsewhere(const CohortPatient& patient, const Cohort& before) {
  std::optional<Day> last;
  for (const CohortPatient& other : before.patients)
    if (other.level != patient.level && is_awaited(before.rule, other, patient.first_infusion))
      last = std::max(last, std::optional(window_end(before.rule, other)));
  return last;
}

void concurrent_levels(const Context& context, const Row& row, Findings& findings) {
  each_after_others(context.cohort, [&](const CohortPatient& patient, const Cohort& before) {
    if (const auto end = open_elsewhere(patient, before))
      add(findings,
          finding_of(row, patient.id, {date_figure(patient.first_infusion), date_figure(*end)}),
          context.cohort.rule.window->is_established);
  });
}

// The place of a level among the stated ones, from 1; 0 where it is none of them.
int place_of(const EscalationRule& rule, const CellLevel& level) {
  const auto& levels = rule.levels->value;
  const auto found = find_in(levels, level);
  return found == levels.end() ? 0 : static_cast<int>(found - levels.begin()) + 1;
}

void level_off_plan(const Context& context, const Row& row, Findings& findings) {
  const EscalationRule& rule = context.cohort.rule;
  int highest = 0;
  for (const CohortPatient& patient : context.cohort.patients) {
    const int place = rule.levels ? place_of(rule, patient.level) : 0;
    if (!is_within(context.tiers, patient.level)) {
      Finding finding = finding_of(row, patient.id, {}, 1);
      finding.severity = Severity::stop; // as C001 is
      findings.push_back(finding);
    } else if (rule.levels && place == 0) {
      add(findings, finding_of(row, patient.id), rule.levels->is_established);
    } else if (rule.levels && highest > 0 && place > highest + 1) {
      add(findings, finding_of(row, patient.id, {count_figure(place), count_figure(highest)}, 2),
          rule.levels->is_established);
    }
    highest = std::max(highest, place);
  }
}

// Whether the table, with what was known on a day, had stopped the level or one below it.
bool is_stopped(const Cohort& before, const CellLevel& level, Day on) {
  return any_of(levels_of(before), [&](const CellLevel& other) {
    if (is_lower(level, other)) return false;
    const auto says = level_status(before, other, on).says;
    return says && says->action == EscalationAction::eliminate;
  });
}

// Why the table spoke against a patient's start; nothing where it did not. Where windows at the
// level before were open, S005 says it.
std::optional<int> objection(const CohortPatient& patient, const Cohort& before) {
  const Day day = patient.first_infusion;
  const CellLevel& last = before.patients.back().level;
  const auto says = level_status(before, last, day).says;
  if (is_stopped(before, patient.level, day)) return 1;
  if (patient.level == last)
    return says && says->action == EscalationAction::de_escalate ? std::optional(1) : std::nullopt;
  if (is_lower(patient.level, last)) return std::nullopt;
  if (says) return says->action == EscalationAction::escalate ? std::nullopt : std::optional(0);
  return open_elsewhere(patient, before) ? std::nullopt : std::optional(0);
}

void against_table(const Context& context, const Row& row, Findings& findings) {
  const auto& design = context.cohort.rule.design;
  if (!design) return;
  each_after_others(context.cohort, [&](const CohortPatient& patient, const Cohort& before) {
    if (context.on && patient.first_infusion > *context.on) return; // nobody knows yet
    const auto variant = objection(patient, before);
    if (!variant) return;
    const LevelStatus last =
        level_status(before, before.patients.back().level, patient.first_infusion);
    add(findings,
        finding_of(row, patient.id,
                   {date_figure(patient.first_infusion), count_figure(last.toxicities),
                    count_figure(last.seen)},
                   *variant),
        design->is_established);
  });
}

void toxicity_record(const Context& context, const Row& row, Findings& findings) {
  const EscalationRule& rule = context.cohort.rule;
  for (const CohortPatient& patient : context.cohort.patients) {
    const Day end = window_end(rule, patient);
    if (context.on && std::max(patient.first_infusion,
                               patient.toxicity_on.value_or(patient.first_infusion)) > *context.on)
      continue; // S009 says it
    if (patient.toxicity_on && *patient.toxicity_on > end)
      add(findings,
          finding_of(row, patient.id, {date_figure(*patient.toxicity_on), date_figure(end)}),
          rule.window->is_established);
    else if (patient.toxicity_on && *patient.toxicity_on < patient.first_infusion)
      findings.push_back(
          finding_of(row, patient.id,
                     {date_figure(*patient.toxicity_on), date_figure(patient.first_infusion)}, 1));
    else if (context.on && *context.on > end && patient.is_evaluable &&
             patient.outcome == ToxicityOutcome::unknown)
      findings.push_back(finding_of(row, patient.id, {date_figure(end)}, 2));
  }
}

void after_the_day(const Context& context, const Row& row, Findings& findings) {
  if (!context.on) return;
  for (const CohortPatient& patient : context.cohort.patients) {
    const bool is_to_come = patient.first_infusion > *context.on;
    const std::optional<Day> late = is_to_come ? patient.first_infusion : patient.toxicity_on;
    if (late && *late > *context.on)
      findings.push_back(finding_of(row, patient.id, {date_figure(*late), date_figure(*context.on)},
                                    is_to_come ? 0 : 1));
  }
}

using enum Severity;
constexpr CohortCheck checks[] = {
    {{"S004",
      warning,
      "before the stagger",
      "a cohort's patient began before the stated stagger allowed it",
      {"{s} began on {0}; the stagger of {2} d allows it from {1}"},
      "tell the sponsor and the safety review committee; watch the earlier patient first",
      "the stagger that the report names"},
     before_stagger},
    {{"S005",
      warning,
      "two levels at a time",
      "a cohort's patient began while a window at another level was open",
      {"{s} began on {0}, while a window at another level was open until {1}"},
      "tell the sponsor and the safety review committee",
      "NCT07488546, another trial: cohorts are never concurrent"},
     concurrent_levels},
    {{"S006",
      warning,
      "level off the plan",
      "a cohort's patient has a level that is not stated, or skips one; stop outside the range of "
      "the protocol",
      {"{s} has a level that is none of the stated levels",
       "{s} has a level outside the range of the protocol",
       "{s} has level {0} of the stated ones, and the highest before was level {1}"},
      "check the level in the file; ask the sponsor",
      "the levels that the report names; the protocol's range"},
     level_off_plan},
    {{"S007",
      warning,
      "against the table",
      "a cohort's patient began where the table, with what was known then, did not lead",
      {"{s} began on {0} at a higher level, and the table had not said escalate: {1} of {2} seen "
       "at the level before had a toxicity",
       "{s} began on {0} at a level that the table had led away from: {1} of {2} seen at the "
       "last patient's level had a toxicity"},
      "find the decision of the safety review committee; tell the sponsor",
      "the design that the report names"},
     against_table},
    {{"S008",
      warning,
      "record of toxicity",
      "a cohort's toxicity is dated outside its window, or no outcome is stated after it",
      {"the toxicity of {s} on {0} is after the window, which ended on {1}; it is counted",
       "the toxicity of {s} on {0} is before the first infusion on {1}; it is counted",
       "the window of {s} ended on {0} and no outcome is stated; the patient is not counted yet"},
      "check the date and the window; state the outcome, or why the patient is not evaluable",
      "the window that the report names"},
     toxicity_record},
    {{"S009",
      warning,
      "after the day asked",
      "a date of a cohort is after the day that --on names",
      {"the first infusion of {s} on {0} is after {1}; the patient is not counted",
       "the toxicity of {s} on {0} is after {1}; it is not counted"},
      "check the year, or ask on a later day",
      "the cohort's file"},
     after_the_day},
};

} // namespace

std::span<const CohortCheck> cohort_checks() {
  return checks;
}

Findings review_cohort(const CohortContext& context) {
  Findings findings;
  for (const CohortCheck& check : checks)
    check.look(context, check.text, findings);
  return findings;
}

} // namespace nkdose
