// UTF-8: the characters (code points) of a text.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace nkdose {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t bytes = 0; ///< 0: not UTF-8
};
/// Of a text that is not empty.
CodePoint first_code_point(std::string_view text);

struct CodePointRange {
  std::uint32_t first, last;
};
bool within(std::uint32_t code_point, std::span<const CodePointRange> ranges);

/// The bytes of so many characters at the beginning of a text, or of all where it has no more. A
/// byte that is not UTF-8 is a character of its own.
std::size_t bytes_of_characters(std::string_view text, std::size_t characters);

/// The number of characters in a valid UTF-8 text.
std::size_t character_count(std::string_view text);

/// How many characters at its beginning are ASCII, and so bytes.
std::size_t ascii_length(std::string_view text);

/// Where a text stops being UTF-8: the offset of the first bad byte.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

} // namespace nkdose
