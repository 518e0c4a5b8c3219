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

} // namespace nkdose
