// What a text for people says, clause by clause.
#pragma once

#include "schedule/instruction/vocabulary.hpp"

namespace nkdose {

struct Clause {
  Saying saying;
  std::string value;            ///< of a drug, its id
  std::vector<Decimal> numbers; ///< of its places; a date in days since 1970-01-01
  std::string words;            ///< as they were written
  int part = 0, sentence = 0;   ///< of the text, between commas and brackets, and between stops
};

struct Instruction {
  std::vector<Clause> clauses;
  std::vector<std::string> not_understood; ///< each as it was written
};

} // namespace nkdose
