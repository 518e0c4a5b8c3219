// A cohort's bookkeeping: who is at which level, whose window is open, what the table says.
#pragma once

#include "schedule/protocol/escalation_rule.hpp"

namespace nkdose {

/// What is known of a dose-limiting toxicity; nothing is never taken for none.
enum class ToxicityOutcome { unknown, none, toxicity };
/// unknown, no, yes: as the file writes it.
constexpr std::array<std::string_view, 3> outcome_words{"unknown", "no", "yes"};
static_assert(outcome_words[static_cast<std::size_t>(ToxicityOutcome::toxicity)] == "yes");

struct CohortPatient {
  Name id;
  CellLevel level;
  Day first_infusion;
  std::optional<Day> last_infusion; ///< read where the window counts from it
  ToxicityOutcome outcome = ToxicityOutcome::unknown;
  std::optional<Day> toxicity_on; ///< exactly with a toxicity
  bool is_evaluable = true;
  std::string reason; ///< why not evaluable
};

struct Cohort {
  EscalationRule rule;                 ///< its window is always there
  std::vector<CohortPatient> patients; ///< in the order of their first infusions
  std::string sha256 = {};             ///< of its file
};

/// How a patient counts on the day that is asked.
enum class Counting {
  undated,       ///< no day is asked
  to_come,       ///< the first infusion is after that day
  not_evaluable, ///< takes no part
  open,          ///< in the window, without a toxicity so far
  unstated,      ///< the window has closed and nobody has stated the outcome
  no_toxicity,
  toxicity, ///< from its day on, whatever the window
};
std::string_view to_text(Counting counting);

struct PatientStatus {
  const CohortPatient* patient;
  Day window_end; ///< the last day in the window; it is closed from the day after
  Counting counting;
  std::optional<Day> allowed_from; ///< by the stagger, after the patients before at the level
};

/// What the table says of a level. Early: some windows are open, and none of their outcomes can
/// make it less cautious.
struct TableSays {
  EscalationAction action;
  bool early;
};

struct LevelStatus {
  CellLevel level;
  std::vector<PatientStatus> patients;
  int treated = 0;                         ///< evaluable, first infusion up to the day
  int seen = 0;                            ///< of them: with a toxicity, or none in a closed window
  int toxicities = 0;                      ///< of those
  std::optional<Day> last_window_end = {}; ///< of evaluable patients
  int full_at = 0; ///< the patients that the table speaks of next; 0 where it ends before
  /// The earliest date of another patient here: by the stagger, and in a full cohort after its last
  /// window. None where neither says one, or where the table leads elsewhere.
  std::optional<Day> next_from = {};
  std::optional<TableSays> says = {};
  /// The table has stopped a level below: nobody is treated here, whatever its own counts are.
  bool is_stopped_below = false;
  /// The table has stopped the level above, which is never used again: no escalation leads there.
  bool is_stopped_above = false;
  /// The level above leads back here, and nobody has been treated here since.
  bool is_returned_to = false;
  bool is_lowest = false, is_highest = false; ///< of the levels that are stated or were used

  bool is_full() const { return treated > 0 && treated == full_at; }
};

/// One level on a day, by itself; without a day everything is in dates only. A level that the table
/// has once stopped stays stopped. The cohort outlives it.
LevelStatus level_status(const Cohort& cohort, const CellLevel& level, std::optional<Day> on);

/// The stated levels and those of patients, ascending.
std::vector<CellLevel> levels_of(const Cohort& cohort);

/// Every level, ascending, judged with the others: what stops one stops those above it, and nothing
/// escalates into a level that was stopped.
std::vector<LevelStatus> report_on(const Cohort& cohort, std::optional<Day> on);
/// The same of some levels, ascending.
std::vector<LevelStatus> report_on(const Cohort& cohort, const std::vector<CellLevel>& levels,
                                   std::optional<Day> on);

/// From when the stagger allows another patient at a level; none where it makes nobody wait.
std::optional<Day> allowed_by_stagger(const LevelStatus& level, const EscalationRule& rule);
/// The first row of the table that speaks of at least so many patients; null where there is none.
const EscalationRow* row_from(const EscalationRule& rule, int patients);

/// The last day of a patient's window.
Day window_end(const EscalationRule& rule, const CohortPatient& patient);

} // namespace nkdose
