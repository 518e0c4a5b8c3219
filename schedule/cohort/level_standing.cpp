#include "schedule/cohort/level_standing.hpp"

#include "dosing/identity/identity.hpp"
#include "dosing/text/search.hpp"

#include <algorithm>

namespace nkdose {
namespace {

std::vector<CellLevel> levels_with(const Cohort& cohort, const CellLevel& level) {
  std::vector<CellLevel> levels = levels_of(cohort);
  if (!holds(levels, level)) levels.push_back(level);
  std::stable_sort(levels.begin(), levels.end(), is_lower);
  return levels;
}

bool is_of(const CohortPatient& patient, const Candidate& candidate) {
  return is_same_identity(patient.id.text(), candidate.id);
}

Cohort before(const Cohort& cohort, const Candidate& candidate) {
  Cohort others{cohort.rule, {}};
  for (const CohortPatient& patient : cohort.patients)
    if (!is_of(patient, candidate) && patient.first_infusion <= candidate.first_infusion)
      others.patients.push_back(patient);
  return others;
}

// Those who take part at a level, the ones still to come among them.
int places_taken(const LevelStatus& level) {
  return static_cast<int>(
      std::count_if(level.patients.begin(), level.patients.end(),
                    [](const PatientStatus& one) { return one.patient->is_evaluable; }));
}

// Whether the level below leads to the next one.
bool leads_up(const LevelStatus& below, const EscalationRule& rule) {
  if (!rule.design) return !below.patients.empty();
  return below.says && below.says->action == EscalationAction::escalate && !below.is_returned_to;
}

// By the table, and without it by the order of the levels: before the stagger is asked.
LevelState state_by_table(const LevelStatus& level, const LevelStatus* below,
                          const EscalationRule& rule) {
  const int taken = places_taken(level);
  const bool is_led_to = !below || leads_up(*below, rule);
  if (taken == 0) return is_led_to ? LevelState::open : LevelState::not_reached;
  if (!rule.design || level.is_returned_to) return LevelState::open;
  const auto action = level.says ? std::optional(level.says->action) : std::nullopt;
  const bool comes_again = action == EscalationAction::de_escalate && below && is_led_to;
  if (action && action != EscalationAction::stay && !comes_again) return LevelState::left;
  const EscalationRow* row = row_from(rule, taken);
  if (!row || (level.is_stopped_above && !action && level.seen == level.full_at))
    return LevelState::left;
  const bool has_spoken = action && taken == level.treated;
  return taken == row->seen && !has_spoken ? LevelState::full : LevelState::open;
}

bool is_stopped(const Cohort& cohort, const std::vector<CellLevel>& levels, std::size_t place,
                Day on) {
  const LevelStatus level = report_on(cohort, levels, on)[place];
  return level.is_stopped_below ||
         (level.says && level.says->action == EscalationAction::eliminate);
}

} // namespace

LevelStanding standing_in_list(const EscalationRule& rule, const CellLevel& level) {
  if (!rule.levels || holds(rule.levels->value, level)) return {};
  return {LevelState::not_listed, {}, rule.levels->is_established};
}

LevelStanding standing_of(const Cohort& cohort, const Candidate& candidate, Day on) {
  const EscalationRule& rule = cohort.rule;
  const auto listed = standing_in_list(rule, candidate.level);
  if (listed.state != LevelState::open) return listed;
  for (const CohortPatient& patient : cohort.patients) {
    if (!is_of(patient, candidate)) continue;
    if (patient.level != candidate.level) return {LevelState::other_level};
    if (patient.first_infusion != candidate.first_infusion) return {LevelState::treated};
  }
  if (!rule.design) return {LevelState::no_design};
  const std::vector<CellLevel> levels = levels_with(cohort, candidate.level);
  const auto place = static_cast<std::size_t>(find_in(levels, candidate.level) - levels.begin());
  const bool table_is_established = !rule.design || rule.design->is_established;
  if (is_stopped(cohort, levels, place, on)) return {LevelState::stopped, {}, table_is_established};
  const Cohort others = before(cohort, candidate);
  const std::vector<LevelStatus> report = report_on(others, levels, on);
  const LevelStatus& level = report[place];
  const LevelState state = state_by_table(level, place > 0 ? &report[place - 1] : nullptr, rule);
  if (state != LevelState::open)
    return {state, state == LevelState::full ? level.last_window_end : std::nullopt,
            table_is_established};
  const auto from = allowed_by_stagger(level, rule);
  if (from && candidate.first_infusion < *from)
    return {LevelState::staggered, from, rule.stagger->is_established};
  return {};
}

} // namespace nkdose
