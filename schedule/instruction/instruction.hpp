// What a text for people says of a dose, as far as its words are known; every other word is kept,
// to be read by a person. Nothing is guessed.
#pragma once

#include "schedule/instruction/clauses.hpp"

namespace nkdose {

/// The longest phrase that a text has at each place is what it says there, together with those
/// beside it (`read_together`).
Instruction read_instruction(std::string_view text, const Vocabulary& vocabulary);

} // namespace nkdose
