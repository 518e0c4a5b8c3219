#include "cli/text_sheet.hpp"

#include "dosing/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

// The bytes of the next line: as many words as fit, or as much of one word as fits.
std::size_t line_length(std::string_view text, std::size_t room) {
  if (columns(text) <= room) return text.size();
  std::size_t bytes = 0, last_blank = 0;
  for (std::size_t column = 0; bytes < text.size() && column <= room; ++column) {
    if (text[bytes] == ' ') last_blank = bytes;
    do
      ++bytes;
    while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xc0u) == 0x80u);
    if (column == room && last_blank > 0) return last_blank;
  }
  // No blank within reach: cut the word one character before the one that did not fit.
  std::size_t end = 0;
  for (std::size_t column = 0; column < room; ++column) {
    do
      ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0u) == 0x80u);
  }
  return end;
}

} // namespace

std::size_t columns(std::string_view text) {
  return character_count(text);
}

void TextSheet::heading(std::string_view text) {
  blank();
  text_ += text;
  text_ += '\n';
}

void TextSheet::labelled(std::string_view label, std::string_view text, std::size_t indent,
                         std::size_t column) {
  std::string begin = std::string(indent, ' ') + std::string(label);
  begin.resize(std::max(begin.size(), label.empty() ? indent : column), ' ');
  if (columns(begin) > column) begin += ' ';
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
  auto found = std::ranges::find(sources_, source);
  if (found == sources_.end()) found = sources_.insert(sources_.end(), std::string(source));
  return fmt::format(" [{}{}]", found - sources_.begin() + 1, unverified ? ", unverified" : "");
}

void TextSheet::sources() {
  for (std::size_t i = 0; i < sources_.size(); ++i)
    labelled(fmt::format("[{}]", i + 1), sources_[i], 2, 7);
}

} // namespace nkdose
