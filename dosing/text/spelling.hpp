// What keyboards, spreadsheets and laboratories write for one thing: µmol/L and umol/l, ５８.４
// and 58.4, FEMALE and f. Only what has one meaning is here; what has two is refused by whoever
// reads it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace nkdose {

/// In plain characters: without blanks around, with one for several; full-width digits, points and
/// signs, and superscripts (10⁹ is 10^9, m² is m2), as ASCII; µ as u, × as x.
std::string plain_spelling(std::string_view text);

/// A unit as it is compared: small letters, "/" for " per ", no blanks beside it, and one spelling
/// for the words that people write (kilograms, 公斤: kg). Of `plain_spelling`.
std::string unit_key(std::string_view plain_unit);

/// Which of the words is meant: in any case, with blanks around; of female and male, yes and no
/// also F, M, Y, N, 女, 男, 是, 否.
std::optional<std::size_t> find_word(std::string_view text,
                                     std::span<const std::string_view> words);

// As regular expressions, in the dialect of `pattern_of` in quantity_text.
std::string pattern_of_blank(); ///< one of any kind
std::string pattern_of_digit(); ///< of either width
/// Of all that has the unit's key.
std::string pattern_of_unit(std::string_view unit);
/// Of all that `find_word` takes for this word.
std::string pattern_of_choice(std::string_view word);

} // namespace nkdose
