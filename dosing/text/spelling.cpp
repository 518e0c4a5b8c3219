#include "dosing/text/spelling.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/utf8.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

struct Form {
  std::string_view written, plain;
};

// Beside ASCII's own. The long list of blanks is what word processors and Chinese keyboards insert.
constexpr std::string_view blanks[] = {" ",      "\t",     "\u00A0", "\u2002", "\u2003",
                                       "\u2005", "\u2006", "\u2007", "\u2008", "\u2009",
                                       "\u200A", "\u202F", "\u205F", "\u3000"};
constexpr Form superscripts[] = {{"\u2070", "0"}, {"\u00B9", "1"}, {"\u00B2", "2"}, {"\u00B3", "3"},
                                 {"\u2074", "4"}, {"\u2075", "5"}, {"\u2076", "6"}, {"\u2077", "7"},
                                 {"\u2078", "8"}, {"\u2079", "9"}};
constexpr Form signs[] = {
    {"\uFF10", "0"}, {"\uFF11", "1"}, {"\uFF12", "2"}, {"\uFF13", "3"}, {"\uFF14", "4"},
    {"\uFF15", "5"}, {"\uFF16", "6"}, {"\uFF17", "7"}, {"\uFF18", "8"}, {"\uFF19", "9"},
    {"\uFF0E", "."}, {"\uFF05", "%"}, {"\uFF0C", ","}, {"\u00B5", "u"}, {"\u03BC", "u"},
    {"\u00D7", "x"}, {"\u2715", "x"}, {"\u2212", "-"},
};
// Words for units, in small letters.
constexpr Form unit_words[] = {
    {"cms", "cm"},
    {"centimeters", "cm"},
    {"centimetres", "cm"},
    {"\u5398\u7C73", "cm"},
    {"\u516C\u5206", "cm"},
    {"inch", "in"},
    {"inches", "in"},
    {"kgs", "kg"},
    {"kilogram", "kg"},
    {"kilograms", "kg"},
    {"\u5343\u514B", "kg"},
    {"\u516C\u65A4", "kg"},
    {"lbs", "lb"},
    {"pounds", "lb"},
    {"mgs", "mg"},
    {"milligrams", "mg"},
    {"\u6BEB\u514B", "mg"},
    {"\u6BEB\u5347", "ml"},
    {"micromol/l", "umol/l"},
    {"mcmol/l", "umol/l"},
    {"mg/m2/d", "mg/m2/day"},
    {"mg/m2/24h", "mg/m2/day"},
    {"mg/m2/24 h", "mg/m2/day"},
    {"mg/m2 daily", "mg/m2/day"},
    {"mg/d", "mg/day"},
    {"mg daily", "mg/day"},
    {"cell", "cells"},
    {"car-positive nk cells", "cells"},
    {"cell/kg", "cells/kg"},
    {"cell/ml", "cells/ml"},
    {"iu/l", "u/l"},
    {"percent", "%"},
    {"per cent", "%"},
    {"year", "y"},
    {"years", "y"},
    {"yr", "y"},
    {"yrs", "y"},
    {"\u5C81", "y"},
    {"day", "d"},
    {"days", "d"},
    {"\u5929", "d"},
    {"week", "w"},
    {"weeks", "w"},
    {"wk", "w"},
    {"wks", "w"},
    {"\u5468", "w"},
    {"minutes", "min"},
    {"mins", "min"},
    {"hour", "h"},
    {"hours", "h"},
    {"hr", "h"},
    {"hrs", "h"},
};
// Only beside their word: m is no answer to a question of yes and no.
constexpr Form choice_words[] = {
    {"f", "female"},
    {"\u5973", "female"},
    {"m", "male"},
    {"\u7537", "male"},
    {"y", "yes"},
    {"\u662F", "yes"},
    {"n", "no"},
    {"\u5426", "no"},
    {"\u672A\u77E5", "unknown"},
    {"\u4E0D\u8BE6", "unknown"},
    {"not known", "unknown"},
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_visible_ascii(char c) {
  return c > ' ' && c <= '~';
}

const Form* form_at(std::string_view rest, std::span<const Form> forms) {
  const auto found = find_in(forms, true, [&](const Form& one) { //
    return rest.starts_with(one.written);
  });
  return found == forms.end() ? nullptr : &*found;
}

std::size_t blank_length(std::string_view rest) {
  for (const std::string_view blank : blanks)
    if (rest.starts_with(blank)) return blank.size();
  return 0;
}

// "mg per m2 / day" with one sign for "per", and nothing beside it.
std::string with_slashes(std::string_view text) {
  constexpr std::string_view per = " per ";
  std::string result;
  while (!text.empty()) {
    const std::string_view word = result.empty() ? per.substr(1) : per;
    if (text.starts_with(word)) {
      result += '/';
      text.remove_prefix(word.size());
      continue;
    }
    const bool is_beside = text.front() == ' ' && (result.ends_with('/') || text.starts_with(" /"));
    if (!is_beside) result += text.front();
    text.remove_prefix(1);
  }
  return result;
}

// m^2 is m2; the power of 10^9/L is no part of a unit's name.
std::string without_carets(std::string text) {
  for (std::size_t at = text.find("m^"); at != text.npos; at = text.find("m^", at))
    text.erase(at + 1, 1);
  return text;
}

std::string pattern_of_letter(char c) {
  if (c >= 'a' && c <= 'z') return fmt::format("[{}{}]", c, static_cast<char>(c - 'a' + 'A'));
  constexpr std::string_view special = "^$\\.*+?()[]{}|";
  return special.find(c) == special.npos ? std::string(1, c) : fmt::format("\\{}", c);
}

std::string alternatives(const std::vector<std::string>& patterns) {
  return fmt::format("({})", fmt::join(patterns, "|"));
}

// Everything whose plain spelling, in small letters and with slashes, is this.
std::string pattern_of_key(std::string_view key) {
  const std::string blank = pattern_of_blank();
  std::string pattern;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const bool is_begin = i == 0;
    if (key[i] == '/')
      pattern += fmt::format("({0}*/{0}*|{1}[pP][eE][rR]{0}+)", blank, is_begin ? "" : blank + "+");
    else if (key[i] == ' ')
      pattern += blank + "+";
    else if (key[i] == '%')
      pattern += "(%|\uFF05)";
    else if (key[i] == 'u')
      pattern += "([uU]|\u00B5|\u03BC)";
    else if (key[i] == '2' && !is_begin && key[i - 1] == 'm')
      pattern += "(\\^?2|\u00B2)";
    else if (key.substr(i).starts_with("^9"))
      pattern += "(\\^9|\u2079)", ++i;
    else
      pattern += pattern_of_letter(key[i]);
  }
  return pattern;
}

} // namespace

std::string plain_spelling(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  bool has_blank = false, is_raised = false;
  while (!text.empty()) {
    if (is_visible_ascii(text[0])) { // as it is, as nearly always
      if (has_blank && !plain.empty()) plain += ' ';
      plain += text[0];
      text.remove_prefix(1);
      has_blank = is_raised = false;
      continue;
    }
    if (const std::size_t blank = blank_length(text)) {
      has_blank = true;
      text.remove_prefix(blank);
      continue;
    }
    if (has_blank && !plain.empty()) plain += ' ';
    const Form* const raised = form_at(text, superscripts);
    if (raised && !is_raised && !plain.empty() && is_digit(plain.back())) plain += '^';
    const Form* const sign = raised ? raised : form_at(text, signs);
    const std::size_t bytes = sign ? sign->written.size() : 1;
    plain += sign ? sign->plain : text.substr(0, 1);
    text.remove_prefix(bytes);
    is_raised = raised != nullptr;
    has_blank = false;
  }
  return plain;
}

std::string unit_key(std::string_view plain_unit) {
  const auto in_one_word = [](std::string text) {
    const auto found = find_in(unit_words, std::string_view(text), &Form::written);
    return found == std::end(unit_words) ? text : std::string(found->plain);
  };
  const std::string written = in_one_word(lower_case(plain_unit));
  return in_one_word(without_carets(with_slashes(written)));
}

std::optional<std::size_t> find_word(std::string_view text,
                                     std::span<const std::string_view> words) {
  if (const auto found = find_in(words, text); found != words.end())
    return static_cast<std::size_t>(found - words.begin());
  const std::string plain = lower_case(plain_spelling(text));
  const auto other = find_in(choice_words, std::string_view(plain), &Form::written);
  const std::string_view meant = other == std::end(choice_words) ? plain : other->plain;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (lower_case(words[i]) == plain || words[i] == meant) return i;
  return std::nullopt;
}

std::string pattern_of_blank() {
  return fmt::format("({})", fmt::join(blanks, "|"));
}

std::string pattern_of_digit() {
  std::string wide;
  for (const Form& one : std::span(signs).first(10))
    wide += fmt::format("|{}", one.written);
  return fmt::format("([0-9]{})", wide);
}

std::string pattern_of_unit(std::string_view unit) {
  const std::string key = unit_key(unit);
  std::vector<std::string> patterns{pattern_of_key(key)};
  for (const Form& one : unit_words)
    if (one.plain == key) patterns.push_back(pattern_of_key(one.written));
  return alternatives(patterns);
}

std::string pattern_of_choice(std::string_view word) {
  const std::string small = lower_case(word);
  std::vector<std::string> patterns{pattern_of_key(small)};
  for (const Form& one : choice_words)
    if (one.plain == small) patterns.push_back(pattern_of_key(one.written));
  return fmt::format("{0}*{1}{0}*", pattern_of_blank(), alternatives(patterns));
}

} // namespace nkdose
