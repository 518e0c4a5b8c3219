#include "schedule/instruction/amounts.hpp"

#include "dosing/text/search.hpp"
#include "schedule/instruction/instruction.hpp"

namespace nkdose {

std::vector<Decimal> amounts_in(std::string_view text, const Vocabulary& vocabulary) {
  constexpr Saying amounts[] = {Saying::amount, Saying::total, Saying::course_total,
                                Saying::total_and_left, Saying::total_at_once};
  std::vector<Decimal> found;
  for (const Clause& clause : read_instruction(text, vocabulary).clauses)
    if (holds(amounts, clause.saying)) found.push_back(clause.numbers[0]);
  return found;
}

} // namespace nkdose
