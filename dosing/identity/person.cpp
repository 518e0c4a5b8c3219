#include "dosing/identity/person.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/utf8.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

// What people write where a name is asked and they have none, as letters alone.
constexpr std::string_view placeholders[] = {"na",
                                             "nn",
                                             "tbd",
                                             "tba",
                                             "tbc",
                                             "todo",
                                             "none",
                                             "noone",
                                             "nobody",
                                             "nil",
                                             "null",
                                             "nan",
                                             "unknown",
                                             "unk",
                                             "anonymous",
                                             "anon",
                                             "someone",
                                             "somebody",
                                             "name",
                                             "yourname",
                                             "fullname",
                                             "user",
                                             "test",

                                             "asdf",
                                             "qwerty",
                                             "yes",
                                             "self",
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
                                             "\u67d0",
                                             "\u67d0\u67d0",
                                             "\u59d3\u540d",
                                             "keiner",
                                             "niemand",
                                             "unbekannt",
                                             "inconnu",
                                             "desconocido"};

// Of these one character is a word: Chinese, Japanese, Korean.
constexpr CodePointRange words_of_one[] = {
    {0x3041, 0x30FF}, {0x3400, 0x9FFF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF}};
// Beyond ASCII, what is no letter: signs, punctuation, symbols, full-width digits and signs.
constexpr CodePointRange signs[] = {
    {0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB9},     {0xBB, 0xBF},      {0xD7, 0xD7},
    {0xF7, 0xF7},     {0x2000, 0x2BFF}, {0x2E00, 0x2E7F}, {0x3000, 0x303F},  {0xFE30, 0xFE6F},
    {0xFF00, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0x1F000, 0x1FAFF}};

struct Letters {
  std::string text; // small ones, where they are ASCII
  std::size_t count = 0;
  bool is_one_repeated = true, has_word_of_one = false;
};

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

} // namespace

std::optional<TextFault> no_name_of_person(std::string_view written) {
  const Letters letters = letters_of(written);
  const bool is_long_enough = letters.count >= 2 || letters.has_word_of_one;
  const bool is_filler = letters.is_one_repeated && !letters.has_word_of_one &&
                         (letters.count > 2 || letters.text == "xx");
  if (is_long_enough && !is_filler && !holds(placeholders, std::string_view(letters.text)))
    return std::nullopt;
  return TextFault{Fault::text, fmt::format("{} is no name of a person", in_quotes(written)),
                   "write who it is: a name, or initials of two letters or more"};
}

} // namespace nkdose
