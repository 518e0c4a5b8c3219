// Numbers as nearly every one is written, taken from a row of a batch in one pass over its bytes:
// digit by digit, which takes no more instructions than eight at a time.
#pragma once

#include "dosing/number/decimal.hpp"

#include <cstddef>

namespace nkdose {

/// Where the digits from `at` on end, however many: of more than 18 the value counts for nothing.
inline const char* take_digits(const char* at, const char* end, std::uint64_t& value) {
  for (; at != end; ++at) {
    const auto digit = static_cast<unsigned char>(*at - '0');
    if (digit > 9) break;
    value = value * 10 + digit;
  }
  return at;
}

/// A unit of the last decimal, in billionths, by the number of decimals.
constexpr std::int64_t worth_of_decimals[] = {1'000'000'000, 100'000'000, 10'000'000, 1'000'000,
                                              100'000,       10'000,      1'000};

/// Where a number ends that begins at `at`: at most 9 digits and at most 6 decimals. Null for
/// anything else, which quantity_text looks at closely.
inline const char* take_plain_number(const char* at, const char* end, Decimal& number) {
  constexpr std::ptrdiff_t most_digits = 9, most_decimals = 6;
  std::uint64_t value = 0;
  const char* const point = take_digits(at, end, value);
  if (point == at || point - at > most_digits) return nullptr;
  if (point == end || *point != '.') {
    number = Decimal::from_billionths(static_cast<std::int64_t>(value) * worth_of_decimals[0]);
    return point;
  }
  const char* const behind = take_digits(point + 1, end, value);
  const std::ptrdiff_t decimals = behind - point - 1;
  if (decimals == 0 || decimals > most_decimals) return nullptr;
  number = Decimal::from_billionths(static_cast<std::int64_t>(value) * worth_of_decimals[decimals]);
  return behind;
}

/// The same of a number of cells, in millions: at most 15 digits, or "1e9".
inline const char* take_plain_cell_number(const char* at, const char* end, Decimal& number) {
  constexpr std::ptrdiff_t most_digits = 15;
  constexpr std::uint64_t most = 1'000'000'000'000'000;
  std::uint64_t value = 0;
  const char* behind = take_digits(at, end, value);
  if (behind == at || behind - at > most_digits) return nullptr;
  if (end - behind >= 2 && (*behind == 'e' || *behind == 'E')) {
    const auto exponent = static_cast<unsigned char>(behind[1] - '0');
    if (exponent > 9) return nullptr;
    for (int times = exponent; times > 0 && value < most; --times)
      value *= 10;
    behind += 2;
  }
  if (value >= most) return nullptr;
  number = Decimal::from_billionths(static_cast<std::int64_t>(value) * 1000); // of a million
  return behind;
}

} // namespace nkdose
