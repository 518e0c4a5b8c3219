#include "schedule/instruction/tokens.hpp"

#include "dosing/text/quantity_text.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/spelling.hpp"
#include "dosing/text/utf8.hpp"
#include "dosing/text/wording.hpp"

#include <utility>

namespace nkdose {
namespace {

// Beside those of `plain_spelling`: marks of Chinese keyboards, dashes and single signs for units.
// A line of a note is a sentence of it.
constexpr std::pair<std::string_view, std::string_view> plain_forms[] = {
    {"\n", " "},      {"\r", " "},      {"\u00D7", " x "}, {"\u2715", " x "}, {"\u3001", ","},
    {"\u3002", "."},  {"\uFF08", "("},  {"\uFF09", ")"},   {"\uFF1A", ":"},   {"\uFF1B", ";"},
    {"\uFF0F", "/"},  {"\uFF0D", "-"},  {"\uFF0B", "+"},   {"\uFF5E", "~"},   {"\u2010", "-"},
    {"\u2011", "-"},  {"\u2013", "-"},  {"\u2014", "-"},   {"\u00AD", ""},    {"\u338E", "mg"},
    {"\u3396", "ml"}, {"\u33A1", "m2"}, {"\u2022", ","},
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_printable_ascii(char c) {
  return c >= ' ' && c <= '~';
}

std::string with_plain_forms(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (is_printable_ascii(text[at])) { // no form begins with one
      result += text[at++];
      continue;
    }
    const std::string_view rest = text.substr(at);
    const auto form =
        find_in(plain_forms, true, [&](const auto& one) { return rest.starts_with(one.first); });
    if (form == std::end(plain_forms)) {
      result += text[at++];
      continue;
    }
    result += form->second;
    at += form->first.size();
  }
  return result;
}

// Letters with accents; what is beyond is written without blanks between words.
constexpr CodePointRange accented[] = {{0xC0, 0x24F}};

} // namespace

std::size_t Tokens::end_of_word(std::size_t begin) const {
  std::size_t end = begin;
  while (end < small_.size()) {
    const std::string_view rest = std::string_view(small_).substr(end);
    const CodePoint next = first_code_point(rest);
    if (!is_letter(rest[0]) && !within(next.value, accented)) break;
    end += next.bytes;
  }
  return end;
}

// With the points and commas within it: "1,000.5", and what no reader takes, "1.2.3" or ".5".
std::size_t Tokens::end_of_number(std::size_t begin) const {
  std::size_t end = begin;
  const bool begins_with_point =
      small_[begin] == '.' && begin + 1 < small_.size() && is_digit(small_[begin + 1]);
  if (!is_digit(small_[begin]) && !begins_with_point) return begin;
  while (end < small_.size() && (is_digit(small_[end]) || small_[end] == '.' || small_[end] == ','))
    ++end;
  while (end > begin && !is_digit(small_[end - 1]))
    --end;
  return end;
}

Tokens::Tokens(std::string_view text)
    : plain_(plain_spelling(with_plain_forms(text))), small_(lower_case(plain_)) {
  for (std::size_t at = 0; at < small_.size();) {
    if (static_cast<unsigned char>(small_[at]) <= ' ') {
      ++at;
      continue;
    }
    Token token{Kind::word, at, end_of_word(at)};
    if (token.end == at) token = {Kind::number, at, end_of_number(at)};
    if (token.end == at) {
      const std::size_t bytes = first_code_point(std::string_view(small_).substr(at)).bytes;
      token = {Kind::sign, at, at + (bytes == 0 ? 1 : bytes)};
    }
    tokens_.push_back(token);
    at = token.end;
  }
}

std::string_view Tokens::operator[](std::size_t at) const {
  if (at >= size()) return {};
  return std::string_view(small_).substr(tokens_[at].begin, tokens_[at].end - tokens_[at].begin);
}

bool Tokens::is_number(std::size_t at) const {
  return at < size() && tokens_[at].kind == Kind::number;
}

bool Tokens::is_divider(std::size_t at) const {
  return holds(std::string_view(",;.:()[]"), (*this)[at].empty() ? '\0' : (*this)[at][0]) &&
         tokens_[at].kind == Kind::sign;
}

std::optional<Decimal> Tokens::number(std::size_t at) const {
  if (!is_number(at)) return std::nullopt;
  std::string digits((*this)[at]);
  constexpr std::size_t group = 3; // digits behind a comma
  for (std::size_t comma = digits.find(','); comma != digits.npos; comma = digits.find(',')) {
    const std::size_t end = digits.find_first_not_of("0123456789", comma + 1);
    const std::size_t count = (end == digits.npos ? digits.size() : end) - comma - 1;
    if (count != group || comma == 0 || digits[0] == '0' || digits.find('.') < comma)
      return std::nullopt;
    digits.erase(comma, 1);
  }
  const auto read = read_number(digits);
  return read ? std::optional(*read) : std::nullopt;
}

std::optional<int> Tokens::whole(std::size_t at) const {
  if (!is_number(at)) return std::nullopt;
  const auto read = read_whole((*this)[at]);
  return read ? std::optional(*read) : std::nullopt;
}

std::string_view Tokens::written(std::size_t from, std::size_t end) const {
  if (from >= end || end > size()) return {};
  return std::string_view(plain_).substr(tokens_[from].begin,
                                         tokens_[end - 1].end - tokens_[from].begin);
}

} // namespace nkdose
