#include "dosing/identity/identity.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

namespace nkdose {
namespace {

constexpr CodePointRange blanks[] = {
    {0x09, 0x0D},     {0x20, 0x20},     {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200D},
    {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x2060}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
// Hyphens, dashes, minus signs; and the underscore, which file names have for a blank.
constexpr CodePointRange dashes[] = {{'-', '-'},       {'_', '_'},       {0xAD, 0xAD},
                                     {0x058A, 0x058A}, {0x1806, 0x1806}, {0x2010, 0x2015},
                                     {0x2043, 0x2043}, {0x2212, 0x2212}, {0x2E3A, 0x2E3B},
                                     {0xFE58, 0xFE58}, {0xFE63, 0xFE63}};
constexpr CodePointRange full_width = {0xFF01, 0xFF5E}; // of ! to ~

// Small letters whose capitals are so many places before them.
struct SmallLetters {
  CodePointRange letters;
  std::uint32_t capital_before;
};
constexpr SmallLetters small_letters[] = {
    {{'a', 'z'}, 32},     {{0xE0, 0xF6}, 32},   {{0xF8, 0xFE}, 32},  {{0x3B1, 0x3C1}, 32},
    {{0x3C3, 0x3C9}, 32}, {{0x430, 0x44F}, 32}, {{0x450, 0x45F}, 80}};

constexpr std::uint32_t blank = ' ', dash = '-';

// A character without what spellings differ in.
std::uint32_t folded(std::uint32_t character) {
  if (character >= full_width.first && character <= full_width.last)
    character -= full_width.first - '!';
  if (within(character, blanks)) return blank;
  if (within(character, dashes)) return dash;
  for (const auto& [letters, capital_before] : small_letters)
    if (character >= letters.first && character <= letters.last) return character - capital_before;
  return character;
}

bool is_separator(std::uint32_t character) {
  return character == blank || character == dash;
}
bool is_digit(std::uint32_t character) {
  return character >= '0' && character <= '9';
}
bool is_letter_or_digit(std::uint32_t character) {
  return is_digit(character) || (character >= 'A' && character <= 'Z') || character > 0x7F;
}

std::u32string folded_text(std::string_view written) {
  std::u32string text;
  while (!written.empty()) {
    const CodePoint next = first_code_point(written);
    const std::size_t bytes = std::max<std::size_t>(next.bytes, 1);
    text += static_cast<char32_t>(next.bytes > 0
                                      ? folded(next.value)
                                      : 0xFFFD'00u + static_cast<unsigned char>(written.front()));
    written.remove_prefix(bytes);
  }
  return text;
}

std::string utf8_of(std::u32string_view characters) {
  std::string text;
  for (const char32_t c : characters) {
    const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xC0 | c >> 6);
      put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      put(0xE0 | c >> 12);
      put(0x80 | (c >> 6 & 0x3F));
      put(0x80 | (c & 0x3F));
    } else {
      put(0xF0 | (c >> 18 & 7));
      put(0x80 | (c >> 12 & 0x3F));
      put(0x80 | (c >> 6 & 0x3F));
      put(0x80 | (c & 0x3F));
    }
  }
  return text;
}

// ISBT 128 begins what is scanned with = or &, and most of it with one more mark.
std::u32string_view without_data_identifier(std::u32string_view text) {
  if (!text.starts_with(U'=') && !text.starts_with(U'&')) return text;
  text.remove_prefix(1);
  const bool has_second_mark =
      !text.empty() && text[0] < 0x80 && !is_letter_or_digit(text[0]) && !is_separator(text[0]);
  if (has_second_mark) text.remove_prefix(1);
  return text;
}

template <class Keep>
std::u32string filtered(std::u32string_view text, Keep keep) {
  std::u32string kept;
  for (const char32_t c : text)
    if (keep(c)) kept += c;
  return kept;
}

std::u32string without_separators(std::u32string_view text) {
  return filtered(text, [](char32_t c) { return !is_separator(c); });
}

constexpr std::size_t donation_characters = 13;
constexpr std::u32string_view check_characters = U"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";

// JPAC Red Book, annexe 2: each character times 2 to the power of its place from the right.
std::size_t checksum_of(std::u32string_view number) {
  std::size_t sum = 0;
  for (const char32_t c : number)
    sum = (sum * 2 + 2 * check_characters.find(c)) % 37;
  return (38 - sum) % 37;
}

bool begins_with_donation_number(std::u32string_view text) {
  if (text.size() < donation_characters) return false;
  const char32_t first = text[0];
  const bool is_facility =
      (first >= 'A' && first <= 'Z' && first != 'O') || (first >= '1' && first <= '9');
  return is_facility && all_of(text.substr(1, donation_characters - 1), is_digit);
}

// "W1234 26 123456", however much stands behind it: nobody else writes a number in such groups.
bool has_groups_of_donation_number(std::u32string_view text) {
  constexpr std::size_t groups[] = {5, 2, 6};
  for (const std::size_t length : groups) {
    for (std::size_t i = 0; i < length; ++i)
      if (i >= text.size() || is_separator(text[i])) return false;
    text.remove_prefix(length);
    if (text.empty()) return length == groups[2];
    if (!is_separator(text[0])) return false;
    while (!text.empty() && is_separator(text[0]))
      text.remove_prefix(1);
  }
  return true;
}

// The flag digits and the check character behind a donation number, in brackets or not.
struct BehindNumber {
  std::u32string_view flags, check;

  static std::optional<BehindNumber> of(std::u32string_view text) {
    switch (text.size()) {
    case 0:
      return BehindNumber{};
    case 1:
      return BehindNumber{{}, text};
    case 2:
      return BehindNumber{text, {}};
    case 3:
      return BehindNumber{text.substr(0, 2), text.substr(2)};
    default:
      return std::nullopt;
    }
  }

  bool is_possible() const {
    return all_of(flags, is_digit) && check_characters.find(check) != check_characters.npos;
  }
  // Flags from 60 on are 60 and the checksum; others say nothing of it.
  std::optional<std::size_t> flagged_checksum() const {
    if (flags.empty() || flags[0] < '6') return std::nullopt;
    return static_cast<std::size_t>((flags[0] - '0') * 10 + (flags[1] - '0')) - 60;
  }
  bool is_checked() const { return !check.empty() || flagged_checksum(); }
  bool fits(std::size_t checksum) const {
    return (check.empty() || check_characters.find(check) == checksum) &&
           flagged_checksum().value_or(checksum) == checksum;
  }
};

std::optional<DonationNumber> donation_number_of(std::u32string_view text) {
  const bool is_scanned = text.starts_with(U'=');
  if (is_scanned) text.remove_prefix(1);
  while (!text.empty() && is_separator(text[0]))
    text.remove_prefix(1);
  const std::u32string marks = filtered(text, [](char32_t c) {
    return !is_separator(c) && c != '(' && c != ')' && c != '[' && c != ']';
  });
  if (!begins_with_donation_number(marks)) return std::nullopt;
  const std::u32string_view number = std::u32string_view(marks).substr(0, donation_characters);
  const auto behind = BehindNumber::of(std::u32string_view(marks).substr(donation_characters));
  if (!behind || !behind->is_possible()) return std::nullopt;
  const bool fits = behind->fits(checksum_of(number));
  const bool is_surely_one = is_scanned || marks.size() == donation_characters ||
                             has_groups_of_donation_number(text) || (behind->is_checked() && fits);
  if (!is_surely_one) return std::nullopt;
  return DonationNumber{utf8_of(number), fits};
}

// Numbers without leading zeros, one hyphen between two of them, and no other blank or hyphen.
std::u32string in_tokens(std::u32string_view text) {
  std::u32string tokens;
  bool is_separated = false; // since the last character that was kept
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_separator(text[i])) {
      is_separated = true;
      continue;
    }
    const bool goes_on = !tokens.empty() && is_digit(tokens.back());
    if (is_digit(text[i])) {
      if (goes_on && is_separated) tokens += static_cast<char32_t>(dash);
      const bool begins = !goes_on || is_separated;
      const bool has_more = i + 1 < text.size() && is_digit(text[i + 1]);
      if (begins && text[i] == '0' && has_more) { // the next digit begins the number
        if (goes_on) tokens.pop_back();
        continue;
      }
    }
    tokens += text[i];
    is_separated = false;
  }
  return tokens;
}

std::u32string normal_text(std::u32string_view folded) {
  if (const auto donation = donation_number_of(folded))
    return std::u32string(donation->number.begin(), donation->number.end());
  return in_tokens(without_data_identifier(folded));
}

// After which digits a blank or a hyphen divides two numbers.
std::u32string divided_numbers(std::u32string_view text) {
  std::u32string places;
  char32_t count = 0;
  bool is_separated = false, was_digit = false;
  for (const char32_t c : text) {
    if (is_separator(c)) {
      is_separated = true;
      continue;
    }
    if (is_separated && was_digit && is_digit(c)) places += count;
    was_digit = is_digit(c);
    is_separated = false;
    ++count;
  }
  return places;
}

bool is_part_of(const std::u32string& few, const std::u32string& many) {
  return std::includes(many.begin(), many.end(), few.begin(), few.end());
}

// Letters and digits alone, without any zero that may be a leading one.
std::u32string barest(std::u32string_view text) {
  return filtered(in_tokens(text), is_letter_or_digit);
}

} // namespace

std::string normal_form(std::string_view written) {
  return utf8_of(normal_text(folded_text(written)));
}

namespace {

// Short enough that it is no donation number.
bool is_plain_id(std::string_view written) {
  return written.size() < donation_characters && all_of(written, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                  c == ' ' || c == '-' || c == '_';
         });
}

// The normal form of a plain id, by the rules of `in_tokens`.
std::size_t write_plain_form(std::string_view written, char* const form) {
  std::size_t size = 0;
  bool is_separated = false;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const char c = written[i];
    if (c == ' ' || c == '-' || c == '_') {
      is_separated = true;
      continue;
    }
    const bool is_number = c <= '9';
    const bool goes_on = size > 0 && form[size - 1] <= '9';
    if (is_number && c == '0' && (!goes_on || is_separated) && i + 1 < written.size() &&
        written[i + 1] >= '0' && written[i + 1] <= '9')
      continue;
    if (is_number && goes_on && is_separated) form[size++] = '-';
    form[size++] = c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    is_separated = false;
  }
  return size;
}

// FNV-1a, 64 bits, its bits mixed at the end.
std::uint64_t number_of_bytes(std::string_view bytes) {
  std::uint64_t number = 0xCBF2'9CE4'8422'2325;
  for (const char c : bytes)
    number = (number ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3;
  number ^= number >> 32;
  number *= 0x9E37'79B9'7F4A'7C15;
  number ^= number >> 29;
  return number == 0 ? 1 : number;
}

} // namespace

std::uint64_t identity_number(std::string_view written) {
  if (!is_plain_id(written)) return number_of_bytes(normal_form(written));
  char form[2 * donation_characters];
  return number_of_bytes({form, write_plain_form(written, form)});
}

std::optional<DonationNumber> read_donation_number(std::string_view written) {
  return donation_number_of(folded_text(written));
}

Likeness compare_identities(std::string_view one, std::string_view other) {
  if (one == other) return Likeness::same;
  const std::u32string folded_one = folded_text(one), folded_other = folded_text(other);
  if (normal_text(folded_one) == normal_text(folded_other)) return Likeness::same;
  const std::u32string_view bare_one = without_data_identifier(folded_one),
                            bare_other = without_data_identifier(folded_other);
  if (without_separators(bare_one) == without_separators(bare_other)) {
    const std::u32string in_one = divided_numbers(bare_one), in_other = divided_numbers(bare_other);
    const bool is_written_together = is_part_of(in_one, in_other) || is_part_of(in_other, in_one);
    return is_written_together ? Likeness::same : Likeness::alike;
  }
  if (barest(bare_one) == barest(bare_other)) return Likeness::alike;
  // A donation number, and the same with flags that nothing tells from the digits of a longer lot.
  const auto begins_alike = [](std::u32string_view longer, const std::u32string& normal) {
    const std::u32string marks = without_separators(longer);
    return normal.size() == donation_characters && begins_with_donation_number(normal) &&
           begins_with_donation_number(marks) && marks.size() <= donation_characters + 3 &&
           marks.starts_with(normal);
  };
  if (begins_alike(bare_one, normal_text(folded_other)) ||
      begins_alike(bare_other, normal_text(folded_one)))
    return Likeness::alike;
  return Likeness::different;
}

namespace {

// The number at the beginning, of at most 4 digits.
std::optional<int> take_number(std::u32string_view& text) {
  constexpr std::size_t most_digits = 4;
  int number = 0;
  std::size_t digits = 0;
  for (; digits < text.size() && is_digit(text[digits]); ++digits) {
    if (digits == most_digits) return std::nullopt;
    number = number * 10 + static_cast<int>(text[digits] - '0');
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

void take_word(std::u32string_view& text, std::span<const std::u32string_view> words) {
  for (const std::u32string_view word : words)
    if (text.starts_with(word)) {
      text.remove_prefix(word.size());
      return;
    }
}

// ".0" of a whole number that a spreadsheet has written.
bool is_nothing_behind_a_point(std::u32string_view text) {
  return text.size() > 1 && (text[0] == '.' || text[0] == ',') &&
         all_of(text.substr(1), [](char32_t c) { return c == '0'; });
}

// What a label writes before a lot, taken away with what divides the two; nothing where it has none
// of these words, or where nothing would be left.
struct WithoutLotWord {
  std::u32string_view rest;
  bool is_sure; ///< otherwise a hyphen alone divides them, as within a lot
};
std::optional<WithoutLotWord> without_lot_word(std::u32string_view text) {
  constexpr std::u32string_view lot_words[] = {U"LOT", U"BATCH", U"CHARGE",       U"CH.-B.",
                                               U"L/N", U"B/N",   U"\u6279\u53F7", U"\u6279\u6B21"};
  constexpr std::u32string_view number_words[] = {U"NUMBER", U"NO.", U"NO", U"NR.", U"NR"};
  const std::size_t length = text.size();
  take_word(text, lot_words);
  if (text.size() == length) return std::nullopt;
  bool is_sure = length - text.size() == 2, is_divided = is_sure; // Chinese needs no blank
  const auto take_marks = [&] {
    while (!text.empty() &&
           (is_separator(text[0]) || text[0] == ':' || text[0] == '.' || text[0] == '#')) {
      is_divided = true;
      is_sure |= text[0] != dash;
      text.remove_prefix(1);
    }
  };
  take_marks();
  if (!is_divided) return std::nullopt; // LOTUS-1
  const std::u32string_view before_number = text;
  take_word(text, number_words);
  is_divided = text.size() == before_number.size();
  take_marks();
  if (!is_divided) text = before_number; // NOVA-1
  if (text.empty()) return std::nullopt;
  return WithoutLotWord{text, is_sure};
}

} // namespace

Likeness compare_lots(std::string_view one, std::string_view other) {
  const Likeness as_written = compare_identities(one, other);
  if (as_written == Likeness::same) return as_written;
  const std::u32string folded_one = folded_text(one), folded_other = folded_text(other);
  const auto bare_one = without_lot_word(folded_one), bare_other = without_lot_word(folded_other);
  if (!bare_one && !bare_other) return as_written;
  const auto text_of = [](const auto& bare, const std::u32string& folded) {
    return utf8_of(bare ? bare->rest : std::u32string_view(folded));
  };
  const Likeness without =
      compare_identities(text_of(bare_one, folded_one), text_of(bare_other, folded_other));
  const bool is_sure = (!bare_one || bare_one->is_sure) && (!bare_other || bare_other->is_sure);
  if (without == Likeness::same && is_sure) return without;
  return without == Likeness::different ? as_written : Likeness::alike;
}

namespace {

struct NumberWord {
  std::u32string_view word;
  int number;
};
constexpr NumberWord numbers_in_words[] = {
    {U"ONE", 1},    {U"TWO", 2},    {U"THREE", 3},  {U"FOUR", 4},   {U"FIVE", 5},
    {U"SIX", 6},    {U"SEVEN", 7},  {U"EIGHT", 8},  {U"NINE", 9},   {U"TEN", 10},
    {U"I", 1},      {U"II", 2},     {U"III", 3},    {U"IV", 4},     {U"V", 5},
    {U"VI", 6},     {U"VII", 7},    {U"VIII", 8},   {U"IX", 9},     {U"X", 10},
    {U"\u4E00", 1}, {U"\u4E8C", 2}, {U"\u4E09", 3}, {U"\u56DB", 4}, {U"\u4E94", 5},
    {U"\u516D", 6}, {U"\u4E03", 7}, {U"\u516B", 8}, {U"\u4E5D", 9}, {U"\u5341", 10}};

// The number of a bag in digits or as a word.
std::optional<int> take_bag_number(std::u32string_view& text) {
  if (const auto number = take_number(text)) return number;
  std::u32string_view word = text;
  constexpr std::u32string_view ends[] = {U"\u53F7\u888B", U"\u53F7", U"\u888B"};
  for (const std::u32string_view end : ends)
    if (word.ends_with(end)) word.remove_suffix(end.size());
  const auto found = find_in(numbers_in_words, word, &NumberWord::word);
  if (found == std::end(numbers_in_words)) return std::nullopt;
  text.remove_prefix(word.size());
  return found->number;
}

} // namespace

BagNumber read_bag_number(std::string_view written) {
  constexpr std::u32string_view before[] = {U"BAG",   U"VIAL",   U"BEUTEL",
                                            U"POCHE", U"\u888B", U"\u7B2C"};
  constexpr std::u32string_view number_words[] = {U"NUMBER", U"NO.", U"NO", U"NR.", U"NR", U"#"};
  constexpr std::u32string_view between[] = {U"OUTOF", U"OF", U"/", U"VON", U"DE"};
  const std::u32string bare = filtered(folded_text(written), [](char32_t c) {
    return !is_separator(c) && c != '(' && c != ')' && c != '[' && c != ']';
  });
  std::u32string_view rest = bare;
  take_word(rest, before);
  take_word(rest, number_words);
  constexpr std::u32string_view behind[] = {U"\u53F7\u888B", U"\u53F7", U"\u888B", U"ST",
                                            U"ND",           U"RD",     U"TH"};
  const bool is_in_digits = !rest.empty() && is_digit(rest[0]);
  const bool has_words_before = rest.size() < bare.size();
  const auto number = take_bag_number(rest);
  const std::size_t behind_number = rest.size();
  if (number) take_word(rest, behind);
  const bool has_words =
      has_words_before || (number && !is_in_digits) || rest.size() < behind_number;
  if (number && rest.empty() && has_words) return {std::to_string(*number), std::nullopt};
  if (number && is_nothing_behind_a_point(rest)) return {std::to_string(*number), std::nullopt};
  const std::size_t length = rest.size();
  if (number) take_word(rest, between);
  if (rest.size() < length)
    if (const auto all = take_number(rest); all && rest.empty())
      return {std::to_string(*number), *all};
  return {normal_form(written), std::nullopt};
}

} // namespace nkdose
