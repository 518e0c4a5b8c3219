// The words of a cohort's bookkeeping.
#pragma once

#include "schedule/cohort/cohort.hpp"

namespace nkdose {

inline constexpr std::string_view who_decides =
    "The table speaks; the safety review committee decides.";

std::string window_words(const TimedRule& window);
std::string stagger_words(const Stagger& stagger);
/// "infused Mon 2026-12-07; window to Sun 2027-01-03; window open".
std::string window_of_patient_words(const PatientStatus& one);
/// From when another patient may come to a level. The level says it.
std::string next_words(const LevelStatus& level);
/// "escalate to the next level", with the counts that it follows from. The table speaks.
std::string saying(const LevelStatus& level, const EscalationDesign& design);
/// Why the table says nothing yet; empty where it speaks, or where nobody can ask it.
std::string silence(const LevelStatus& level);

} // namespace nkdose
