#include "schedule/days/holidays.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

namespace nkdose {
namespace {

// Of calendars in which a weekend is worked to make up for a holiday: China and Taiwan, Hungary,
// Russia, and what is in English.
constexpr std::string_view whole_words[] = {"workday",  "work day",     "working day",
                                            "munkanap", "рабочий день", "Рабочий день"};
constexpr std::string_view shift = "班"; // in 上班, 补班, 補行上班

bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= 'a' && byte <= 'z');
}

// "Special non-working day" is none.
bool is_denied(std::string_view before) {
  while (!before.empty() && (before.back() == ' ' || before.back() == '-'))
    before.remove_suffix(1);
  return before.ends_with("non") || before.ends_with("not") || before.ends_with("not a") ||
         before.ends_with("no");
}

bool holds_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1))
    if ((at == 0 || !is_letter(text[at - 1])) && !is_denied(text.substr(0, at))) return true;
  return false;
}

} // namespace

DaySpan known_days(Day first, Day last) {
  using namespace std::chrono;
  const year_month_day to{last};
  return {Day(year_month_day{first}.year() / January / 1),
          to.month() >= September ? Day(to.year() / December / 31) : last};
}

bool names_a_workday(std::string_view name) {
  const std::string text = lower_case(name);
  return text.find(shift) != text.npos ||
         any_of(whole_words, [&](std::string_view word) { return holds_word(text, word); });
}

} // namespace nkdose
