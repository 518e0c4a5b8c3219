// The amounts of a drug that a text speaks of.
#pragma once

#include "schedule/instruction/vocabulary.hpp"

namespace nkdose {

/// Each in mg, a dose's or a course's; not of a level or a concentration ("30 mg/m2", "25 mg/mL").
std::vector<Decimal> amounts_in(std::string_view text, const Vocabulary& vocabulary);

} // namespace nkdose
