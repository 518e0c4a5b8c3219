#include "schedule/days/holidays.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <algorithm>

namespace nkdose {
namespace {

// Of calendars in which a weekend is worked to make up for a holiday: China and Taiwan, Hungary,
// Russia, and what is in English.
constexpr std::string_view whole_words[] = {"workday",  "work day",     "working day",
                                            "munkanap", "рабочий день", "Рабочий день"};
constexpr std::string_view shift = "班"; // in 上班, 补班, 補行上班
constexpr std::string_view off_shift[] = {"不上班", "不用上班", "无需上班", "無需上班", "免上班",
                                          "休班",   "停班",     "下班",     "停止上班"};

bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= 'a' && byte <= 'z');
}

// "Special non-working day" is none.
bool is_denied(std::string_view before) {
  while (!before.empty() && (before.back() == ' ' || before.back() == '-'))
    before.remove_suffix(1);
  return before.ends_with("non") || before.ends_with("not") || before.ends_with("not a") ||
         before.ends_with("no") || before.ends_with("nem");
}

bool holds_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1))
    if ((at == 0 || !is_letter(text[at - 1])) && !is_denied(text.substr(0, at))) return true;
  return false;
}

} // namespace

std::vector<DaySpan> known_days(std::vector<Day> dated) {
  using namespace std::chrono;
  std::vector<DaySpan> known;
  std::sort(dated.begin(), dated.end());
  for (const Day day : dated) {
    const year_month_day date{day};
    const DaySpan whole{Day(date.year() / January / 1), Day(date.year() / December / 31)};
    if (!known.empty() && known.back().last + days(1) >= whole.first)
      known.back().last = whole.last;
    else
      known.push_back(whole);
  }
  if (known.empty()) return known;
  const year_month_day first{dated.front()}, last{dated.back()};
  const bool begins_a_year = first.month() <= April || first.year() == last.year();
  if (!begins_a_year || last.month() < September) known.back().last = dated.back();
  return known;
}

bool names_a_workday(std::string_view name) {
  const std::string text = lower_case(name);
  const bool is_off_shift =
      any_of(off_shift, [&](std::string_view word) { return text.find(word) != text.npos; });
  return (text.find(shift) != text.npos && !is_off_shift) ||
         any_of(whole_words, [&](std::string_view word) { return holds_word(text, word); });
}

} // namespace nkdose
