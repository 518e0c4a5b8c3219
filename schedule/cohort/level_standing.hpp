// Whether a level is open for one more patient.
#pragma once

#include "schedule/cohort/cohort.hpp"

namespace nkdose {

/// Who asks: a patient with an assigned level, and the day of the first infusion, as planned or as
/// it was.
struct Candidate {
  std::string_view id; ///< empty where nobody has said
  CellLevel level;
  Day first_infusion;
};

enum class LevelState {
  open,
  not_listed,  ///< the levels are stated, and it is none of them
  other_level, ///< the cohort has this patient at another level
  stopped,     ///< the table has stopped it, or a level below
  left,        ///< the table leads away from it, or has no row for more patients there
  not_reached, ///< nobody was treated there, and nothing leads there from the level below
  full,        ///< the patients before are a whole cohort, and the table has not spoken of them
  staggered,   ///< the stagger makes the patient wait
  treated,     ///< the cohort has this patient's first infusion on another day
  no_design,   ///< nobody states a design, so no table says which level is open
};

struct LevelStanding {
  LevelState state = LevelState::open;
  std::optional<Day> day = {}; ///< staggered: the first day; full: the end of the last window
  bool is_established = true;  ///< otherwise it rests on a source that was not seen
};

/// Whether the stated levels have one; where none are stated, every one is open.
LevelStanding standing_in_list(const EscalationRule& rule, const CellLevel& level);

/// Whether a level is open for a patient by what is known on a day. The patients before, up to the
/// day of the first infusion, have taken their places; what has stopped a level counts whoever was
/// treated later.
LevelStanding standing_of(const Cohort& cohort, const Candidate& candidate, Day on);

} // namespace nkdose
