#include "dosing/text/wording.hpp"

#include "dosing/text/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <span>

namespace nkdose {
namespace {

// Letters to insert, delete, replace or exchange (optimal string alignment), case ignored.
std::size_t distance(std::string_view a, std::string_view b) {
  const auto same = [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) ==
           std::tolower(static_cast<unsigned char>(y));
  };
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (same(a[i - 1], b[j - 1]) ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return last[b.size()];
}

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t bytes = 0; // 0: not UTF-8
};

CodePoint decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < length) return {};
  std::uint32_t value = first & (0x7fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0u) != 0x80u) return {};
    value = value << 6 | (byte(i) & 0x3fu);
  }
  constexpr std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (value < smallest[length] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
    return {};
  return {value, length};
}

struct Range {
  std::uint32_t first, last;
};
bool within(std::uint32_t c, std::span<const Range> ranges) {
  return any_of(ranges, [&](const Range& range) { return c >= range.first && c <= range.last; });
}

// Unicode 15: white space; East Asian wide and fullwidth; combining marks (the common blocks).
constexpr Range blanks[] = {{0x20, 0x20},     {0xa0, 0xa0},     {0x1680, 0x1680}, {0x2000, 0x200a},
                            {0x202f, 0x202f}, {0x205f, 0x205f}, {0x2800, 0x2800}, {0x3000, 0x3000}};
constexpr Range wide[] = {{0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0x33ff},
                          {0x3400, 0x4dbf},   {0x4e00, 0x9fff},   {0xa000, 0xa4cf},
                          {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},
                          {0xff00, 0xff60},   {0xffe0, 0xffe6},   {0x1f300, 0x1f64f},
                          {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};
constexpr Range combining[] = {
    {0x300, 0x36f},   {0x483, 0x489},   {0x591, 0x5bd},   {0x610, 0x61a},   {0x64b, 0x65f},
    {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}};
// Letters that are never seen.
constexpr Range fillers[] = {
    {0x115f, 0x1160}, {0x17b4, 0x17b5}, {0x3164, 0x3164}, {0xffa0, 0xffa0}};

// Characters that act on a terminal or on the text around them instead of being seen.
bool acts(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0xad || c == 0x61c ||
         (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff0 && c <= 0xfffb) ||
         (c >= 0xe0000 && c <= 0xe0fff) || within(c, fillers);
}

} // namespace

namespace {

std::optional<std::string_view> the_one_beginning_with(std::string_view word,
                                                       std::span<const std::string_view> known) {
  std::optional<std::string_view> found;
  for (const std::string_view candidate : known) {
    if (!candidate.starts_with(word)) continue;
    if (found) return std::nullopt;
    found = candidate;
  }
  return found;
}

} // namespace

std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> known) {
  if (word.size() > 64) return std::nullopt;
  std::optional<std::string_view> best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : known) {
    if (const std::size_t d = distance(word, candidate); d < best_distance) {
      best = candidate;
      best_distance = d;
    }
  }
  if (!best && word.size() >= 4) best = the_one_beginning_with(word, known);
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known) {
  if (const auto best = nearest(word, known)) return fmt::format("did you mean \"{}\"?", *best);
  constexpr std::size_t most = 30; // words that a message can list
  if (known.size() > most)
    return fmt::format("none of the {} known ones is near: check the spelling", known.size());
  return fmt::format("one of: {}", fmt::join(known, ", "));
}

std::string printable(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const CodePoint c = decode(text);
    if (c.bytes == 0) {
      result += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[0]));
      text.remove_prefix(1);
      continue;
    }
    if (!acts(c.value)) {
      result += text.substr(0, c.bytes);
    } else {
      result += c.value < 0x80 ? fmt::format("\\x{:02x}", c.value)
                               : fmt::format("\\u{{{:04x}}}", c.value);
    }
    text.remove_prefix(c.bytes);
  }
  return result;
}

bool is_printable(std::string_view text) {
  const auto is_plain = [](char c) { return c >= ' ' && c <= '~'; };
  text.remove_prefix(static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_plain) -
                                              text.begin()));
  while (!text.empty()) {
    const CodePoint c = decode(text);
    if (c.bytes == 0 || acts(c.value)) return false;
    text.remove_prefix(c.bytes);
  }
  return true;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

bool is_blank(std::string_view text) {
  while (!text.empty()) {
    const CodePoint c = decode(text);
    if (!within(c.value, blanks)) return false;
    text.remove_prefix(c.bytes);
  }
  return true;
}

FirstCharacter first_character(std::string_view text) {
  const CodePoint c = decode(text);
  const std::size_t columns = within(c.value, combining) ? 0 : within(c.value, wide) ? 2 : 1;
  return {columns, std::max<std::size_t>(1, c.bytes)};
}

std::size_t columns(std::string_view text) {
  std::size_t sum = 0;
  while (!text.empty()) {
    const FirstCharacter first = first_character(text);
    sum += first.columns;
    text.remove_prefix(first.bytes);
  }
  return sum;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 80;
  std::size_t bytes = 0;
  for (std::size_t characters = 0; bytes < text.size() && characters < longest; ++characters)
    bytes += std::max<std::size_t>(1, decode(text.substr(bytes)).bytes);
  const bool cut = bytes < text.size();
  return fmt::format("\"{}{}\"", printable(text.substr(0, bytes)), cut ? "..." : "");
}

std::size_t character_count(std::string_view text) {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u; };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins));
}

std::size_t ascii_length(std::string_view text) {
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & high_bits) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80)
    ++at;
  return at;
}

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t at = ascii_length(text); at < text.size();) {
    const std::size_t bytes = decode(text.substr(at)).bytes;
    if (bytes == 0) return at;
    at += bytes;
  }
  return std::nullopt;
}

} // namespace nkdose
