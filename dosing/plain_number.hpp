// Numbers as nearly every one is written, taken from a row of a batch in one pass over its bytes.
#pragma once

#include "dosing/decimal.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace nkdose {

// The digits at the beginning, however many: the value of more than 18 counts for nothing, and
// their number says so.
inline const char* take_digits(const char* at, const char* end, std::uint64_t& value) {
  for (; at != end && *at >= '0' && *at <= '9'; ++at)
    value = value * 10 + static_cast<std::uint64_t>(*at - '0');
  return at;
}

/// Takes a number as nearly every one is written, at most 9 digits and at most 6 decimals, from the
/// beginning of a text. Nothing, and the text anyhow, for anything else: quantity_text looks at
/// that closely.
inline std::optional<Decimal> take_plain_number(std::string_view& text) {
  constexpr std::int64_t worth[] = {1'000'000'000, 100'000'000, 10'000'000, 1'000'000,
                                    100'000,       10'000,      1'000};
  constexpr std::ptrdiff_t most_digits = 9, most_decimals = 6;
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  std::uint64_t value = 0;
  const char* at = take_digits(begin, end, value);
  if (at == begin || at - begin > most_digits) return std::nullopt;
  std::ptrdiff_t decimals = 0;
  if (at != end && *at == '.') {
    const char* const behind_point = at + 1;
    at = take_digits(behind_point, end, value);
    decimals = at - behind_point;
    if (decimals == 0 || decimals > most_decimals) return std::nullopt;
  }
  text.remove_prefix(static_cast<std::size_t>(at - begin));
  return Decimal::from_billionths(static_cast<std::int64_t>(value) * worth[decimals]);
}

/// A number of cells without its unit, in millions: at most 15 digits, or "1e9". Likewise.
inline std::optional<Decimal> take_plain_cell_number(std::string_view& text) {
  constexpr std::ptrdiff_t most_digits = 15;
  constexpr std::uint64_t most = 1'000'000'000'000'000;
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  std::uint64_t value = 0;
  const char* at = take_digits(begin, end, value);
  if (at == begin || at - begin > most_digits) return std::nullopt;
  if (end - at >= 2 && (*at == 'e' || *at == 'E') && at[1] >= '0' && at[1] <= '9') {
    for (int exponent = at[1] - '0'; exponent > 0 && value < most; --exponent)
      value *= 10;
    at += 2;
  }
  if (value >= most) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(at - begin));
  return Decimal::from_billionths(static_cast<std::int64_t>(value) * 1000); // of a million
}

} // namespace nkdose
