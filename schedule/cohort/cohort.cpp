#include "schedule/cohort/cohort.hpp"

#include "dosing/text/search.hpp"

#include <algorithm>

namespace nkdose {
namespace {

constexpr std::string_view countings[] = {"undated",  "to-come",     "not-evaluable", "open",
                                          "unstated", "no-toxicity", "toxicity"};
static_assert(countings[static_cast<std::size_t>(Counting::toxicity)] == "toxicity");

Counting counting_of(const CohortPatient& patient, Day end, std::optional<Day> on) {
  if (!on) return Counting::undated;
  if (patient.first_infusion > *on) return Counting::to_come;
  if (!patient.is_evaluable) return Counting::not_evaluable;
  if (patient.toxicity_on && *patient.toxicity_on <= *on) return Counting::toxicity;
  if (*on <= end) return Counting::open;
  return patient.outcome == ToxicityOutcome::none ? Counting::no_toxicity : Counting::unstated;
}

// The first patient of a level waits for nobody there.
std::optional<Day> allowed_after(const std::vector<PatientStatus>& before,
                                 const EscalationRule& rule) {
  if (before.empty() || !rule.stagger) return std::nullopt;
  const auto& [days, scope] = rule.stagger->value;
  const PatientStatus& awaited = scope == StaggerScope::first ? before.front() : before.back();
  return awaited.patient->first_infusion + std::chrono::days(days);
}

// The row that speaks of so many patients or, until there are so many, of more.
const EscalationRow* next_row(const EscalationRule& rule, int treated) {
  if (!rule.design) return nullptr;
  const int size = rule.cohort_size ? rule.cohort_size->value : 1;
  for (const EscalationRow& row : rule.design->value.rows)
    if (row.seen >= treated && row.seen % size == 0) return &row;
  return nullptr;
}

// Every window closed: what the row says. Before that only what no outcome can make less cautious:
// as more toxicities never do, that is what it would say if no more came. An escalation waits; and
// while patients are missing, only an end of the level does not.
std::optional<TableSays> table_says(const EscalationRow& row, const LevelStatus& level) {
  if (level.treated == 0) return std::nullopt;
  const EscalationAction action = row.action(level.toxicities);
  if (level.seen == row.seen) return TableSays{action, false};
  const bool is_enrolled = level.treated == row.seen;
  if (action < (is_enrolled ? EscalationAction::de_escalate : EscalationAction::eliminate))
    return std::nullopt;
  return TableSays{action, true};
}

// Whether a row that the level has been through ends it: more patients do not take that back.
bool was_stopped(const LevelStatus& level, const EscalationRule& rule) {
  if (!rule.design) return false;
  const int size = rule.cohort_size ? rule.cohort_size->value : 1;
  for (const EscalationRow& row : rule.design->value.rows) {
    if (row.seen > level.treated || row.seen % size != 0) continue;
    int treated = 0, toxicities = 0;
    for (const PatientStatus& one : level.patients) {
      if (!one.patient->is_evaluable || one.counting == Counting::to_come) continue;
      if (++treated > row.seen) break;
      toxicities += one.counting == Counting::toxicity ? 1 : 0;
    }
    if (row.action(toxicities) == EscalationAction::eliminate) return true;
  }
  return false;
}

std::optional<Day> next_here(const LevelStatus& level, std::optional<Day> by_stagger) {
  if (level.says && level.says->action != EscalationAction::stay) return std::nullopt;
  if (!level.is_full()) return by_stagger;
  return std::max(by_stagger, std::optional(*level.last_window_end + std::chrono::days(1)));
}

} // namespace

std::string_view to_text(Counting counting) {
  return countings[static_cast<std::size_t>(counting)];
}

Day window_end(const EscalationRule& rule, const CohortPatient& patient) {
  const TimedRule& window = rule.window->value;
  return window.from(window.anchor == Anchor::last_infusion
                         ? patient.last_infusion.value_or(patient.first_infusion)
                         : patient.first_infusion);
}

LevelStatus level_status(const Cohort& cohort, const CellLevel& level, std::optional<Day> on) {
  LevelStatus status{level, {}};
  for (const CohortPatient& patient : cohort.patients) {
    if (patient.level != level) continue;
    const Day end = window_end(cohort.rule, patient);
    const Counting counting = counting_of(patient, end, on);
    status.patients.push_back(
        {&patient, end, counting, allowed_after(status.patients, cohort.rule)});
    if (!patient.is_evaluable) continue;
    const bool has_toxicity = counting == Counting::toxicity;
    status.treated += counting == Counting::to_come ? 0 : 1;
    status.seen += has_toxicity || counting == Counting::no_toxicity ? 1 : 0;
    status.toxicities += has_toxicity ? 1 : 0;
    status.last_window_end = std::max(status.last_window_end, std::optional(end));
  }
  const EscalationRow* row = next_row(cohort.rule, status.treated);
  if (row) status.full_at = row->seen;
  if (row && on) status.says = table_says(*row, status);
  if (on && was_stopped(status, cohort.rule) &&
      (!status.says || status.says->action != EscalationAction::eliminate))
    status.says = TableSays{EscalationAction::eliminate, false};
  status.next_from = next_here(status, allowed_after(status.patients, cohort.rule));
  return status;
}

std::vector<CellLevel> levels_of(const Cohort& cohort) {
  std::vector<CellLevel> levels;
  if (cohort.rule.levels) levels = cohort.rule.levels->value;
  for (const CohortPatient& patient : cohort.patients)
    if (!holds(levels, patient.level)) levels.push_back(patient.level);
  std::stable_sort(levels.begin(), levels.end(), is_lower);
  return levels;
}

std::vector<LevelStatus> report_on(const Cohort& cohort, std::optional<Day> on) {
  std::vector<LevelStatus> report;
  for (const CellLevel& level : levels_of(cohort))
    report.push_back(level_status(cohort, level, on));
  if (report.empty()) return report;
  report.front().is_lowest = report.back().is_highest = true;
  bool is_stopped = false;
  for (LevelStatus& level : report) {
    level.is_stopped_below = is_stopped;
    if (is_stopped) level.next_from.reset();
    if (is_stopped && level.says && level.says->action < EscalationAction::de_escalate)
      level.says.reset();
    is_stopped |= level.says && level.says->action == EscalationAction::eliminate;
  }
  return report;
}

} // namespace nkdose
