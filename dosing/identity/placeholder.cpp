#include "dosing/identity/placeholder.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/utf8.hpp"

#include <algorithm>

namespace nkdose {
namespace {

// As letters alone.
constexpr std::string_view placeholders[] = {"na",
                                             "tbd",
                                             "tba",
                                             "tbc",
                                             "todo",
                                             "none",
                                             "nil",
                                             "null",
                                             "nan",
                                             "unknown",
                                             "unk",
                                             "asdf",
                                             "qwerty",
                                             "missing",
                                             "pending",
                                             "tobedetermined",
                                             "tobeconfirmed",
                                             "notapplicable",
                                             "notknown",
                                             "\u65e0",
                                             "\u5f85\u5b9a",
                                             "\u672a\u77e5",
                                             "\u4e0d\u8be6",
                                             "unbekannt",
                                             "inconnu",
                                             "desconocido",
                                             "later",
                                             "tofollow",
                                             "tobedone",
                                             "tobenamed",
                                             "asabove",
                                             "same",
                                             "seeabove",
                                             "idontknow",
                                             "dontknow",
                                             "notyet",
                                             "open",
                                             "nothing",
                                             "empty",
                                             "blank"};

// Of these one character is a word: Chinese, Japanese, Korean.
constexpr CodePointRange words_of_one[] = {
    {0x3041, 0x30FF}, {0x3400, 0x9FFF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF}};
// Beyond ASCII, what is no letter: signs, punctuation, symbols, full-width digits and signs.
constexpr CodePointRange signs[] = {
    {0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB9},     {0xBB, 0xBF},      {0xD7, 0xD7},
    {0xF7, 0xF7},     {0x2000, 0x2BFF}, {0x2E00, 0x2E7F}, {0x3000, 0x303F},  {0xFE30, 0xFE6F},
    {0xFF00, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0x1F000, 0x1FAFF}};

} // namespace

Letters letters_of(std::string_view written) {
  Letters letters;
  std::uint32_t first = 0;
  while (!written.empty()) {
    const CodePoint next = first_code_point(written);
    const std::size_t bytes = std::max<std::size_t>(next.bytes, 1);
    const std::uint32_t wide = next.value >= 0xFF01 && next.value <= 0xFF5E ? 0xFF01 - '!' : 0;
    const std::uint32_t plain = next.value - wide; // of a full-width letter, the letter
    const std::uint32_t small = plain >= 'A' && plain <= 'Z' ? plain + ('a' - 'A') : plain;
    const bool is_letter = small < 0x80 ? small >= 'a' && small <= 'z' : !within(small, signs);
    letters.has_digit |= plain >= '0' && plain <= '9';
    if (next.bytes > 0 && is_letter) {
      if (letters.count == 0) first = small;
      letters.is_one_repeated &= small == first;
      letters.has_word_of_one |= within(small, words_of_one);
      letters.text += small < 0x80 ? std::string(1, static_cast<char>(small))
                                   : std::string(written.substr(0, bytes));
      ++letters.count;
    }
    written.remove_prefix(bytes);
  }
  return letters;
}

bool is_placeholder(const Letters& letters) {
  return holds(placeholders, std::string_view(letters.text));
}

bool says_nothing(std::string_view written) {
  // Most ids have a digit, and a batch of a million asks of each.
  if (any_of(written, [](char c) { return c >= '0' && c <= '9'; })) return false;
  const Letters letters = letters_of(written);
  if (letters.has_digit) return false;
  const bool is_filler = letters.is_one_repeated && !letters.has_word_of_one &&
                         (letters.count > 1 || letters.text == "x");
  return letters.count == 0 || is_filler || is_placeholder(letters);
}

} // namespace nkdose
