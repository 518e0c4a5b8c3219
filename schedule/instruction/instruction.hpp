// What a text for people says of a dose, as far as its words are known; every other word is kept,
// to be read by a person. Nothing is guessed.
#pragma once

#include "schedule/instruction/vocabulary.hpp"

namespace nkdose {

struct Clause {
  Saying saying;
  std::string value;            ///< of a drug, its id
  std::vector<Decimal> numbers; ///< of its places; a date in days since 1970-01-01
  std::string words;            ///< as they were written
};

struct Instruction {
  std::vector<Clause> clauses;
  std::vector<std::string> not_understood; ///< each as it was written
};

/// The longest phrase that a text has at each place is what it says there.
Instruction read_instruction(std::string_view text, const Vocabulary& vocabulary);

} // namespace nkdose
