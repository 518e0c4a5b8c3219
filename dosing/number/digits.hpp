// Digits written in place: of a date, of every number's text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace nkdose {

/// "00" to "99": two digits a step halve the divisions.
inline constexpr auto digit_pairs = [] {
  std::array<std::array<char, 2>, 100> result{};
  for (std::size_t i = 0; i < result.size(); ++i)
    result[i] = {static_cast<char>('0' + i / 10), static_cast<char>('0' + i % 10)};
  return result;
}();
/// Two digits, as a date has them, of a number of 0 to 99. Returns where they end.
inline char* write_two_digits(unsigned number, char* to) {
  std::memcpy(to, digit_pairs[number].data(), 2);
  return to + 2;
}

/// A whole number without leading zeros. Returns where it ends.
char* write_whole(std::uint64_t value, char* to);
/// The same of a number below 10,000, as nearly every one of a row is: 104 instructions a row less
/// than by the one above.
inline char* write_four_digits_at_most(unsigned value, char* to) {
  if (value >= 1000)
    to = write_two_digits(value / 100, to);
  else if (value >= 100)
    *to++ = static_cast<char>('0' + value / 100);
  if (value >= 10) return write_two_digits(value % 100, to);
  *to = static_cast<char>('0' + value);
  return to + 1;
}

} // namespace nkdose
