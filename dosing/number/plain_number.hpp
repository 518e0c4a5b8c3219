// Numbers as nearly every one is written, taken from a row of a batch in one pass over its bytes.
#pragma once

#include "dosing/number/decimal.hpp"

#include <bit>
#include <cstddef>
#include <cstring>

namespace nkdose {

/// Eight bytes, each a digit from 0 to 9, the first of them the lowest: pairs become numbers to 99,
/// these numbers to 9,999, and these the value.
constexpr std::uint64_t value_of_eight_digits(std::uint64_t digits) {
  constexpr std::uint64_t every_fourth = 0x000000FF000000FF;
  digits = digits * 10 + (digits >> 8);
  return ((digits & every_fourth) * (100 + (std::uint64_t{1'000'000} << 32)) +
          (digits >> 16 & every_fourth) * (1 + (std::uint64_t{10'000} << 32))) >>
         32;
}

/// Eight bytes of a text, in each the digit that it is; in `others` the high bit of each byte that
/// is none. On machines whose words begin with their lowest byte.
struct EightBytes {
  explicit EightBytes(const char* at) {
    constexpr std::uint64_t each_byte = 0x0101010101010101, high_bits = each_byte * 0x80;
    std::memcpy(&digits, at, sizeof digits);
    digits ^= each_byte * '0'; // a digit is now at most 9
    const std::uint64_t above_nine = (digits & ~high_bits) + each_byte * (0x80 - 10);
    others = (above_nine | digits) & high_bits;
  }
  std::uint64_t digits, others;
};
constexpr bool has_low_byte_first = std::endian::native == std::endian::little;

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

/// The same as below, of a number that ends within the next seven bytes, all digits at once. Null
/// for one that does not, too.
inline const char* take_short_number(const char* at, Decimal& number) {
  auto [digits, others] = EightBytes(at);
  const int whole = std::countr_zero(others) / 8;
  if (others == 0 || whole == 0) return nullptr;
  int end = whole, decimals = 0;
  if (at[whole] == '.') {
    const std::uint64_t behind_point = others & (others - 1);
    if (behind_point == 0) return nullptr;
    end = std::countr_zero(behind_point) / 8;
    decimals = end - whole - 1;
    if (decimals == 0) return nullptr;
    const std::uint64_t before_point = (std::uint64_t{1} << 8 * whole) - 1;
    digits = (digits & before_point) | (digits >> 8 & ~before_point);
  }
  const int count = whole + decimals;
  number = Decimal::from_billionths(
      static_cast<std::int64_t>(value_of_eight_digits(digits << 8 * (8 - count))) *
      worth_of_decimals[decimals]);
  return at + end;
}

/// Digit by digit, of a number of any length.
[[gnu::noinline]] inline const char* take_long_number(const char* at, const char* end,
                                                      Decimal& number) {
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

/// Where a number ends that begins at `at`: at most 9 digits and at most 6 decimals. Null for
/// anything else, which quantity_text looks at closely.
inline const char* take_plain_number(const char* at, const char* end, Decimal& number) {
  if constexpr (has_low_byte_first)
    if (end - at >= 8)
      if (const char* const behind = take_short_number(at, number)) return behind;
  return take_long_number(at, end, number);
}

/// The same of a number of cells, in millions: at most 15 digits, or "1e9".
inline const char* take_plain_cell_number(const char* at, const char* end, Decimal& number) {
  constexpr std::ptrdiff_t most_digits = 15;
  constexpr std::uint64_t most = 1'000'000'000'000'000;
  std::uint64_t value = 0;
  const char* behind = at;
  if constexpr (has_low_byte_first)
    if (end - at >= 8)
      if (const EightBytes first(at); first.others == 0) { // mostly: hundreds of millions
        value = value_of_eight_digits(first.digits);
        behind += 8;
      }
  behind = take_digits(behind, end, value);
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
