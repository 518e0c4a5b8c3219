#include "dosing/text/wording.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

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

// White space of Unicode 15.
constexpr CodePointRange blanks[] = {{0x20, 0x20},     {0xa0, 0xa0},     {0x1680, 0x1680},
                                     {0x2000, 0x200a}, {0x202f, 0x202f}, {0x205f, 0x205f},
                                     {0x2800, 0x2800}, {0x3000, 0x3000}};
// Letters that are never seen.
constexpr CodePointRange fillers[] = {
    {0x115f, 0x1160}, {0x17b4, 0x17b5}, {0x3164, 0x3164}, {0xffa0, 0xffa0}};

// Characters that act on a terminal or on the text around them instead of being seen.
bool acts(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0xad || c == 0x61c ||
         (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff0 && c <= 0xfffb) ||
         (c >= 0xe0000 && c <= 0xe0fff) || within(c, fillers);
}

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
    const CodePoint c = first_code_point(text);
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
    const CodePoint c = first_code_point(text);
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
    const CodePoint c = first_code_point(text);
    if (!within(c.value, blanks)) return false;
    text.remove_prefix(c.bytes);
  }
  return true;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 80;
  const std::size_t bytes = bytes_of_characters(text, longest);
  const bool cut = bytes < text.size();
  return fmt::format("\"{}{}\"", printable(text.substr(0, bytes)), cut ? "..." : "");
}

} // namespace nkdose
