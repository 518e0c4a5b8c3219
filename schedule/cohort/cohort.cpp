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

bool is_eliminated(const LevelStatus& level) {
  return level.says && level.says->action == EscalationAction::eliminate;
}

// What stops a level stops those above it.
void stop_upwards(std::vector<LevelStatus>& report) {
  bool is_stopped = false;
  for (LevelStatus& level : report) {
    level.is_stopped_below = is_stopped;
    if (is_stopped) level.next_from.reset();
    if (is_stopped && level.says && level.says->action < EscalationAction::de_escalate)
      level.says.reset();
    is_stopped |= is_eliminated(level);
  }
}

// A level whose own counts would escalate, under one that is never used again: with patients enough
// it is the maximum tolerated dose; else more patients come here, where the table has a row for
// them; else it is silent.
std::optional<TableSays> instead_of_escalating(const LevelStatus& level,
                                               const EscalationRule& rule) {
  const EscalationDesign& design = rule.design->value;
  if (design.maximum_from > 0 && level.seen >= design.maximum_from)
    return TableSays{EscalationAction::maximum, false};
  if (design.words_of(EscalationAction::stay).empty() || !row_from(rule, level.seen + 1))
    return std::nullopt;
  return TableSays{EscalationAction::stay, false};
}

// After a level above has led back here the next patients come here, whatever the counts of those
// before them would say.
bool is_returned_to(const LevelStatus& level, const LevelStatus& above) {
  if (!above.says || above.says->action != EscalationAction::de_escalate) return false;
  if (level.treated == 0 || !level.says || level.says->action != EscalationAction::escalate)
    return false;
  const auto last_start = [](const LevelStatus& one) {
    std::optional<Day> last;
    for (const PatientStatus& patient : one.patients)
      if (patient.patient->is_evaluable && patient.counting != Counting::to_come)
        last = std::max(last, std::optional(patient.patient->first_infusion));
    return last;
  };
  return last_start(level) <= last_start(above);
}

void lead_back(std::vector<LevelStatus>& report, const EscalationRule& rule) {
  for (std::size_t i = 0; i + 1 < report.size(); ++i) {
    LevelStatus& level = report[i];
    level.is_returned_to = is_returned_to(level, report[i + 1]);
    if (level.is_returned_to) level.next_from = allowed_by_stagger(level, rule);
  }
}

void hold_under_stopped(std::vector<LevelStatus>& report, const EscalationRule& rule) {
  for (std::size_t i = 0; i + 1 < report.size(); ++i) {
    LevelStatus& level = report[i];
    level.is_stopped_above = is_eliminated(report[i + 1]);
    if (!level.is_stopped_above || !level.says || level.says->action != EscalationAction::escalate)
      continue;
    level.says = instead_of_escalating(level, rule);
    if (level.says) level.next_from = next_here(level, allowed_by_stagger(level, rule));
  }
}

} // namespace

std::optional<Day> allowed_by_stagger(const LevelStatus& level, const EscalationRule& rule) {
  return allowed_after(level.patients, rule);
}

const EscalationRow* row_from(const EscalationRule& rule, int patients) {
  if (!rule.design) return nullptr;
  const int size = rule.cohort_size ? rule.cohort_size->value : 1;
  for (const EscalationRow& row : rule.design->value.rows)
    if (row.seen >= patients && row.seen % size == 0) return &row;
  return nullptr;
}

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
  const EscalationRow* row = row_from(cohort.rule, status.treated);
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
  return report_on(cohort, levels_of(cohort), on);
}

std::vector<LevelStatus> report_on(const Cohort& cohort, const std::vector<CellLevel>& levels,
                                   std::optional<Day> on) {
  std::vector<LevelStatus> report;
  for (const CellLevel& level : levels)
    report.push_back(level_status(cohort, level, on));
  if (report.empty()) return report;
  report.front().is_lowest = report.back().is_highest = true;
  stop_upwards(report);
  hold_under_stopped(report, cohort.rule);
  lead_back(report, cohort.rule);
  return report;
}

} // namespace nkdose
