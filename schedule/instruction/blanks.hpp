// The numbers of a text for people: amounts with their units, counts, days and dates.
#pragma once

#include "schedule/instruction/vocabulary.hpp"

namespace nkdose {

struct BlankValue {
  std::vector<Decimal> numbers; ///< in the unit of the blank; several days or dates
  std::size_t end = 0;          ///< the first token behind it
};

/// What fills such a blank at a token of a text; none where nothing does.
std::optional<BlankValue> value_at(const Tokens& tokens, std::size_t at, Blank blank,
                                   const Vocabulary& vocabulary);

} // namespace nkdose
