// The days of a text for people: study days, dates, weekdays, times of a day.
#pragma once

#include "schedule/days/day.hpp"
#include "schedule/instruction/tokens.hpp"

namespace nkdose {

/// What fills the blank of a phrase.
struct BlankValue {
  /// In the unit of the blank, several of days; of what is measured also what the last written
  /// place is worth.
  std::vector<Decimal> numbers;
  std::size_t end = 0; ///< the first token behind it
};

/// A list is one of them, several, or a range: "-5, -4 and -3", "-5 to -3".
std::optional<BlankValue> study_days_at(const Tokens& tokens, std::size_t at);

/// A list of dates, in days since 1970-01-01: what can be read in one way alone. A weekday beside
/// one must be its own. One without a year is written as of this year, which no order is of.
constexpr std::chrono::year no_year{4};
std::optional<BlankValue> dates_at(const Tokens& tokens, std::size_t at);

/// A list of weekdays, 1 for Monday.
std::optional<BlankValue> weekdays_at(const Tokens& tokens, std::size_t at);
constexpr Decimal weekday_number(Day day) {
  return Decimal(std::chrono::weekday(day).iso_encoding());
}

/// "09:00", "9 am", "9:30 pm", "下午9点": in minutes since midnight.
std::optional<BlankValue> time_at(const Tokens& tokens, std::size_t at);
/// "0900", which is a time where the words beside it say so.
std::optional<BlankValue> four_digits_at(const Tokens& tokens, std::size_t at);

} // namespace nkdose
