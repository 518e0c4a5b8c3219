// Words in messages: the nearest known word, and text from outside made safe to print.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nkdose {

/// The known word within about a third of the letters (insert, delete, replace, exchange), else the
/// only one that begins with the word, if any.
std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> known);

/// `did you mean "height"?`, or `one of: a, b, c` when nothing is near and the list is short.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known);

/// The text between double quotes with everything that could move a cursor, hide or reorder text
/// written as \xNN or \u{NNNN}: control characters, invalid UTF-8, bidirectional and zero-width
/// characters. Longer than 80 characters: cut, with "...".
std::string in_quotes(std::string_view text);

/// The same escapes, without quotes and at full length.
std::string printable(std::string_view text);

/// True when `printable` would change nothing.
bool is_printable(std::string_view text);

/// With small letters for the capitals of ASCII; all else as it is.
std::string lower_case(std::string_view text);

/// True when there is nothing but blanks of any kind.
bool is_blank(std::string_view text);

/// The columns that a terminal gives the text: two to a wide character, none to a combining one.
std::size_t columns(std::string_view text);
/// The columns and the bytes of the first character.
struct FirstCharacter {
  std::size_t columns;
  std::size_t bytes;
};
FirstCharacter first_character(std::string_view text);

/// The number of characters (code points) in a valid UTF-8 text.
std::size_t character_count(std::string_view text);

/// How many characters at its beginning are ASCII, and so bytes.
std::size_t ascii_length(std::string_view text);

/// Where a text stops being UTF-8: the offset of the first bad byte.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

} // namespace nkdose
