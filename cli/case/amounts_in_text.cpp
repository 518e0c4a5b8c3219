#include "cli/case/amounts_in_text.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <utility>

namespace nkdose {
namespace {

// In how many ways the same sign is typed.
constexpr std::pair<std::string_view, std::string_view> plain_forms[] = {
    {"\xC2\xA0", " "},        // no-break space
    {"\xE2\x80\xAF", " "},    // narrow no-break space
    {"\xE2\x80\x89", " "},    // thin space
    {"\xE3\x80\x80", " "},    // ideographic space
    {"\xE2\x80\x91", "-"},    // no-break hyphen
    {"\xE2\x80\x93", "-"},    // en dash
    {"\xC2\xAD", ""},         // soft hyphen
    {"\xC3\x97", "x"},        // multiplication sign
    {"\xEF\xBC\x8E", "."},    // full-width stop
    {"\xC2\xB2", "2"},        // squared
    {"\xE3\x8E\x8E", " mg "}, // one sign for mg
    {"毫克", " mg "},         {"微克", " mcg "}, {"\xC2\xB5g", " mcg "},
    {"\xCE\xBCg", " mcg "},   {"克", " g "},     {"每日", " daily "},
    {"日", " day "},
};
constexpr std::string_view full_width_digit = "\xEF\xBC"; // and 0x90 to 0x99

constexpr std::pair<std::string_view, std::string_view> units[] = {
    {"mg", "mg"},          {"mgs", "mg"},          {"milligram", "mg"},  {"milligrams", "mg"},
    {"milligramme", "mg"}, {"milligrammes", "mg"}, {"g", "g"},           {"gm", "g"},
    {"gram", "g"},         {"grams", "g"},         {"gramme", "g"},      {"grammes", "g"},
    {"mcg", "mcg"},        {"ug", "mcg"},          {"microgram", "mcg"}, {"micrograms", "mcg"},
};
// Of these a number of mg is no dose.
constexpr std::string_view of_levels[] = {"/m2",  "/ m2",    "/m^2", " per m2", "/sqm",   "/kg",
                                          "/ kg", " per kg", "/ml",  "/ ml",    " per ml"};

constexpr std::string_view contradictions[] = {
    "twice",    "two times",   "three times",   "bid",         "b.i.d",
    "tid",      "t.i.d",       "qid",           "q.i.d",       "q12h",
    "q8h",      "q6h",         "q4h",           "every 12",    "every 8",
    "every 6",  "every 4",     "every other",   "oral",        "orally",
    "by mouth", "intrathecal", "intrathecally", "do not give", "not to be given",
    "hold",     "on hold",     "held"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

std::string plain(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (rest.size() > 2 && rest.starts_with(full_width_digit) && rest[2] >= '\x90' &&
        rest[2] <= '\x99') {
      result += static_cast<char>('0' + (rest[2] & 0x0F));
      at += 3;
      continue;
    }
    const auto form =
        find_in(plain_forms, true, [&](const auto& one) { return rest.starts_with(one.first); });
    if (form != std::end(plain_forms)) {
      result += form->second;
      at += form->first.size();
    } else {
      const char c = text[at++];
      result += static_cast<unsigned char>(c) < ' ' ? ' ' : c; // a tab, a line feed, a NUL
    }
  }
  return lower_case(result);
}

std::size_t skip(std::string_view text, std::size_t at, std::string_view what) {
  const std::size_t end = text.find_first_not_of(what, at);
  return end == text.npos ? text.size() : end;
}

// Where a number begins that a factor or the low end of a range stands before: "2 x 49", "45-50".
std::size_t with_what_is_before(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  const auto skip_blanks = [&] {
    while (at > 0 && text[at - 1] == ' ')
      --at;
  };
  skip_blanks();
  if (at == 0 || std::string_view("x*-").find(text[at - 1]) == std::string_view::npos) return begin;
  const char sign = text[--at];
  skip_blanks();
  const std::size_t end = at;
  while (at > 0 && (is_digit(text[at - 1]) || text[at - 1] == '.'))
    --at;
  const bool is_of_a_date = sign == '-' && at > 0 && text[at - 1] == '-';
  return at == end || is_of_a_date ? begin : at;
}

} // namespace

std::vector<std::string> amounts_in(std::string_view given) {
  const std::string text = plain(given);
  std::vector<std::string> amounts;
  for (std::size_t begin = 0; begin < text.size();) {
    if (!is_digit(text[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = skip(text, begin, "0123456789.,");
    const std::size_t word = skip(text, end, " -");
    std::size_t behind = word;
    while (behind < text.size() && is_letter(text[behind]))
      ++behind;
    const auto unit = find_in(units, std::string_view(text).substr(word, behind - word),
                              [](const auto& one) { return one.first; });
    const std::string_view rest = std::string_view(text).substr(behind);
    const bool is_level =
        any_of(of_levels, [&](std::string_view level) { return rest.starts_with(level); });
    if (unit != std::end(units) && !is_level) {
      while (text[end - 1] == '.' || text[end - 1] == ',')
        --end;
      const std::size_t first = with_what_is_before(text, begin);
      std::string number = text.substr(first, end - first);
      std::erase(number, ',');
      amounts.push_back(number + ' ' + std::string(unit->second));
    }
    begin = std::max(end, word);
  }
  return amounts;
}

std::optional<std::string_view> contradicting_word(std::string_view given) {
  const std::string text = plain(given);
  for (const std::string_view word : contradictions)
    for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
      const std::size_t behind = at + word.size();
      if ((at == 0 || !is_letter(text[at - 1])) &&
          (behind == text.size() || !is_letter(text[behind])))
        return word;
    }
  return std::nullopt;
}

} // namespace nkdose
