// The words of a cohort's bookkeeping.
#pragma once

#include "schedule/cohort/cohort.hpp"

namespace nkdose {

inline constexpr std::string_view who_decides =
    "The table speaks; the safety review committee decides.";

/// "Mon 2026-12-07".
std::string dated(Day day);
std::string window_words(const TimedRule& window);
std::string stagger_words(const Stagger& stagger);
/// What a patient's window has come to.
std::string counting_words(const PatientStatus& one);
/// "escalate to the next level", with the counts that it follows from. The table speaks.
std::string saying(const LevelStatus& level, const EscalationDesign& design);
/// Why the table says nothing yet; empty where it speaks, or where nobody can ask it.
std::string silence(const LevelStatus& level);

} // namespace nkdose
