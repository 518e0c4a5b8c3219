// The numbers of a text for people: amounts with their units, counts, days and dates.
#pragma once

#include "schedule/instruction/days_in_words.hpp"
#include "schedule/instruction/vocabulary.hpp"

namespace nkdose {

/// What fills such a blank at a token of a text; none where nothing does.
std::optional<BlankValue> value_at(const Tokens& tokens, std::size_t at, Blank blank,
                                   const Vocabulary& vocabulary);

} // namespace nkdose
