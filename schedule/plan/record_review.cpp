#include "schedule/plan/record_review.hpp"

#include "dosing/body/clearance_method.hpp"
#include "dosing/identity/identity.hpp"
#include "dosing/text/search.hpp"
#include "schedule/cohort/cohort_review.hpp"

#include <algorithm>

namespace nkdose {
namespace {

using Context = PlanContext;
using Row = FindingText;

// The planned days of a day zero that was given up, which had passed when somebody decided so and
// of which nothing is on record. Nobody knows whether the dose was given.
void list_days_before_decision(const Context& context, const Row& row, Name what,
                               const std::vector<int>& days, Findings& findings) {
  const Case& the_case = *context.the_case;
  std::vector<Day> named; // of two plans that were given up a day may belong to both
  for (const Postponement& postponed : the_case.postponed)
    for (const Day day : planned_days(context.treatment.protocol, days, postponed.from)) {
      const bool is_known = day >= postponed.on || given_on(the_case.given, what, day);
      if (is_known || holds(named, day)) continue;
      named.push_back(day);
      findings.push_back(finding_of(row, what, {date_figure(day), date_figure(postponed.on)}));
    }
}

void passed_before_decision(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  const Protocol& protocol = context.treatment.protocol;
  for (const ProtocolDrug& drug : protocol.drugs)
    list_days_before_decision(context, row, drug.id, drug.days, findings);
  list_days_before_decision(context, row, "infusion",
                            protocol.infusions[context.infusion_list].days, findings);
  if (context.the_case->choices.resumption && context.the_case->postponed.empty())
    findings.push_back(finding_of(row, {}, {}, 1));
}

// A drug of which nobody has said that none is left.
void left_without_days(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  const auto& resumption = context.the_case->choices.resumption;
  if (!resumption || resumption->as != ResumedAs::remaining) return;
  for (const ProtocolDrug& drug : context.treatment.protocol.drugs) {
    const auto given = days_given(context.the_case->given, drug.id).size();
    const bool is_said = resumption->days_of(drug.id) || holds(resumption->none_left, drug.id);
    if (is_said || given >= drug.days.size()) continue;
    findings.push_back(finding_of(
        row, drug.id,
        {count_figure(static_cast<int>(given)), count_figure(static_cast<int>(drug.days.size()))}));
  }
}

void method_not_known(const Context& context, const Row& row, Findings& findings) {
  if (context.the_case && context.the_case->patient.measured_clearance &&
      !is_clearance_method(context.the_case->clearance_method))
    findings.push_back(finding_of(row));
}

void nothing_to_compare_with(const Context& context, const Row& row, Findings& findings) {
  if (context.the_case && context.the_case->patient.measured_clearance &&
      !context.the_case->patient.creatinine)
    findings.push_back(finding_of(row));
}

void tests_not_dated(const Context& context, const Row& row, Findings& findings) {
  const auto windows = context.treatment.site.screening_windows.size();
  if (context.the_case && !context.the_case->screening && windows > 0)
    findings.push_back(finding_of(row, {}, {count_figure(static_cast<int>(windows))}));
}

// The day of what a waiver lifts, where that is the finding of a day.
std::optional<Day> day_of_lifted(const Waiver& waiver, const Case& the_case) {
  if (waiver.finding == "R003")
    return the_case.patient.measured_clearance ? the_case.clearance_on : the_case.creatinine_on;
  if (waiver.finding.starts_with('E') && the_case.screening) return the_case.screening->date;
  return std::nullopt;
}

void waived_before(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  for (const Waiver& waiver : context.the_case->waivers) {
    const auto day = day_of_lifted(waiver, *context.the_case);
    if (!day || waiver.on >= *day) continue;
    const bool is_named = !waiver.subject.empty() && waiver.subject.size() <= Name::limit;
    findings.push_back(finding_of(row, std::string_view(is_named ? waiver.subject : waiver.finding),
                                  {date_figure(waiver.on), date_figure(*day)}));
  }
}

using enum Severity;
constexpr PlanCheck checks[] = {
    {{"R009",
      warning,
      "method of the clearance not understood",
      "the method of the measured clearance is none of the known ones",
      {"{method} is no method that is known; known are {methods}"},
      "write how the clearance was measured; where it was estimated, leave it out",
      "iohexol, iothalamate, EDTA, DTPA and inulin are measured in plasma or urine, creatinine in "
      "urine of 24 hours"},
     method_not_known},
    {{"R010",
      warning,
      "measured clearance without a creatinine",
      "the case has a measured clearance, and no creatinine to hold it against",
      {"the case has no serum creatinine: the measured clearance is held against no estimate"},
      "add [patient] serum_creatinine",
      "a faulty urine collection shows beside the estimate (R008)"},
     nothing_to_compare_with},
    {{"S017",
      warning,
      "day passed before it was postponed",
      "a planned day of a day zero that was given up had passed when that was decided, and nothing "
      "is on record; or a course is resumed and no [[postponed]] names the former day zero",
      {"{s} was planned for {0}, which had passed when it was postponed on {1}, and nothing is on "
       "record",
       "a course is resumed, and no [[postponed]] names the former day zero: nobody has judged "
       "which of its days have passed without a record"},
      "add what was given as [[given]]; where nothing was, acknowledge it with who knows it",
      "a dose that was given and is not on record counts nowhere"},
     passed_before_decision},
    {{"S018",
      warning,
      "doses left are not named",
      "only the remaining doses are to be given, and of a drug nobody says on which days",
      {"{s}: {0} of {1} doses are on record, and no [[remaining]] says which are left: none is "
       "planned"},
      "add [[remaining]] for the drug; with days = [] where none is left",
      "the sponsor's decision, for every drug"},
     left_without_days},
    {{"E005",
      warning,
      "ages of tests not judged",
      "the site has a [[screening_window]], and the case no [screening] table",
      {"the site has windows for tests of screening, {0} in number, and the case has no "
       "[screening] "
       "table: nobody has judged how old its tests are"},
      "add [screening] with the days of the tests; see nkdose screen",
      "site policy"},
     tests_not_dated},
    {{"A004",
      warning,
      "waiver older than what it lifts",
      "a waiver was given before the screening or the measurement that it lifts",
      {"the waiver of {s} is of {0}, and what it lifts of {1}"},
      "ask the sponsor again, with what was found since",
      "a waiver is given for what is known"},
     waived_before},
};

// What C023 has judged: where the patient's own row stands, and when. Not what became of it.
bool is_said_by_level(const Finding& finding, const Case& the_case) {
  return finding.code != Code("S008") && is_same_identity(finding.subject.text(), the_case.id);
}

// Another patient's level outside the protocol is the cohort's stop, and here a reason to look.
void review_others(const Context& context, Findings& findings) {
  if (!context.the_case || !context.the_case->cohort) return;
  const Cohort& cohort = *context.the_case->cohort;
  const auto& assigned = context.the_case->prescription.cells;
  for (Finding finding : review_cohort(
           {cohort, context.treatment.protocol.cell_tiers, context.the_case->calculated_on})) {
    const auto patient = find_in(cohort.patients, finding.subject, &CohortPatient::id);
    if (is_said_by_level(finding, *context.the_case)) continue;
    if (assigned && patient != cohort.patients.end() && is_lower(*assigned, patient->level))
      continue;
    finding.severity = std::min(finding.severity, warning);
    findings.push_back(finding);
  }
}

} // namespace

void review_record(const PlanContext& context, Topics present, Findings& findings) {
  ask<checks>(context, present, findings);
  review_others(context, findings);
}

std::span<const PlanCheck> record_checks() {
  return checks;
}

} // namespace nkdose
