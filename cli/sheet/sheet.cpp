#include "cli/sheet/sheet.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

// Unicode 15: East Asian wide and fullwidth; combining marks (the common blocks).
constexpr CodePointRange wide[] = {{0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0x33ff},
                                   {0x3400, 0x4dbf},   {0x4e00, 0x9fff},   {0xa000, 0xa4cf},
                                   {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},
                                   {0xff00, 0xff60},   {0xffe0, 0xffe6},   {0x1f300, 0x1f64f},
                                   {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};
constexpr CodePointRange combining[] = {
    {0x300, 0x36f},   {0x483, 0x489},   {0x591, 0x5bd},   {0x610, 0x61a},   {0x64b, 0x65f},
    {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}};

struct FirstCharacter {
  std::size_t columns; ///< of a terminal
  std::size_t bytes;
};
FirstCharacter first_character(std::string_view text) {
  const CodePoint c = first_code_point(text);
  const bool is_latin = c.value < std::begin(combining)->first; // as nearly all of a sheet
  const std::size_t columns = is_latin                     ? 1
                              : within(c.value, combining) ? 0
                              : within(c.value, wide)      ? 2
                                                           : 1;
  return {columns, std::max<std::size_t>(1, c.bytes)};
}

// The columns that a terminal gives the text: two to a wide character, none to a combining one.
std::size_t columns(std::string_view text) {
  std::size_t sum = 0;
  while (!text.empty()) {
    const FirstCharacter first = first_character(text);
    sum += first.columns;
    text.remove_prefix(first.bytes);
  }
  return sum;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The bytes of the next line: as many words as fit, or as much of one word as fits. A blank beside
// a digit is the last resort: "48.6 mg", "x 10^9" and "minus 5" stay whole.
std::size_t line_length(std::string_view text, std::size_t room) {
  std::size_t end = 0, good_blank = 0, any_blank = 0;
  for (std::size_t column = 0; end < text.size();) {
    if (text[end] == ' ' && end > 0) {
      any_blank = end;
      if (!is_digit(text[end - 1]) && end + 1 < text.size() && !is_digit(text[end + 1]))
        good_blank = end;
    }
    const FirstCharacter next = first_character(text.substr(end));
    if (column + next.columns > room)
      return good_blank > 0 ? good_blank : any_blank > 0 ? any_blank : end;
    column += next.columns;
    end += next.bytes;
  }
  return text.size();
}

} // namespace

void TextSheet::heading(std::string_view text) {
  blank();
  text_ += text;
  text_ += '\n';
}

void TextSheet::labelled(std::string_view label, std::string_view text, std::size_t indent,
                         std::size_t column) {
  std::string begin = std::string(indent, ' ') + std::string(label);
  if (!label.empty()) {
    const std::size_t used = columns(begin);
    begin.append(used < column ? column - used : 1, ' ');
  }
  do {
    const std::size_t length = line_length(text, width - columns(begin));
    text_ += begin;
    text_ += text.substr(0, length);
    text_ += '\n';
    text.remove_prefix(length);
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    begin.assign(column, ' ');
  } while (!text.empty());
}

void TextSheet::ends(std::string_view left, std::string_view right) {
  const std::size_t used = columns(left) + columns(right);
  text_ += fmt::format("{}{}{}\n", left, std::string(used < width ? width - used : 1, ' '), right);
}

void TextSheet::fill_in(std::string_view label, std::size_t indent) {
  constexpr std::size_t shortest_gap = 30;
  std::string_view rest = label;
  while (indent + columns(rest) + 2 + shortest_gap > width) {
    const std::size_t length = line_length(rest, width - shortest_gap - indent);
    if (length >= rest.size()) break;
    text_ += std::string(indent, ' ') + std::string(rest.substr(0, length)) + '\n';
    rest.remove_prefix(length);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  }
  const std::string begin = std::string(indent, ' ') + std::string(rest) + ": ";
  text_ += begin + std::string(width - columns(begin), '_') + '\n';
}

std::string TextSheet::cite(std::string_view source) {
  if (source.empty()) return "";
  constexpr std::string_view mark = " [unverified]";
  const bool unverified = source.ends_with(mark);
  auto found = find_in(sources_, source);
  if (found == sources_.end()) found = sources_.insert(sources_.end(), std::string(source));
  return fmt::format(" [{}{}]", found - sources_.begin() + 1, unverified ? ", unverified" : "");
}

void TextSheet::sources() {
  for (std::size_t i = 0; i < sources_.size(); ++i)
    labelled(fmt::format("[{}]", i + 1), sources_[i], 2, 7);
}

} // namespace nkdose
