// How a trial goes from one dose level to the next: its levels, table, stagger and window.
#pragma once

#include "dosing/cells/cells.hpp"
#include "schedule/days/timed_rule.hpp"
#include "schedule/protocol/escalation.hpp"

namespace nkdose {

/// Whom the stagger makes the next patient of a level wait for: the level's first patient, or the
/// one before.
enum class StaggerScope { first, each };

/// So many days from the first infusion of one patient to that of the next at the same level.
struct Stagger {
  int days;
  StaggerScope applies_to;
};
constexpr std::array<std::string_view, 2> stagger_scope_words{"first", "each"}; ///< in that order
constexpr std::string_view to_text(StaggerScope scope) {
  return stagger_scope_words[static_cast<std::size_t>(scope)];
}
static_assert(to_text(StaggerScope::each) == "each");
constexpr int longest_stagger = 365; ///< days

template <class Value>
struct Sourced {
  Value value;
  std::string source;
  bool is_established;
};

/// Each part is stated on its own, or by nobody.
struct EscalationRule {
  std::optional<Sourced<EscalationDesign>> design;
  std::optional<Sourced<std::vector<CellLevel>>> levels; ///< ascending
  std::optional<Sourced<Stagger>> stagger;
  std::optional<Sourced<TimedRule>> window; ///< from the first or the last infusion
  std::optional<Sourced<int>> cohort_size;  ///< the table speaks of its multiples only
};

/// The rule, each part replaced by the other's where that states it.
EscalationRule laid_over(const EscalationRule& rule, const EscalationRule& other);

/// A table that never speaks of a multiple of the cohort's size would stay silent for good.
std::optional<TextFault> size_misfit(const EscalationRule& rule);
constexpr int largest_cohort = 12;

/// "14 d first" or "14 d each", as the command line has it.
Reading<Stagger> read_stagger(std::string_view text);

/// Levels in ascending order, those per kg after the others.
bool is_lower(const CellLevel& level, const CellLevel& other);
/// Whether some patient may have the level: it lies in the range of a tier.
bool is_within(const std::vector<CellTier>& tiers, const CellLevel& level);
/// What is wrong with a level whoever it is for.
std::optional<TextFault> impossible_level(const CellLevel& level);

} // namespace nkdose
