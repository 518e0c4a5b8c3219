#include "dosing/number/digits.hpp"

#include <bit>
#include <charconv>
#include <limits>

namespace nkdose {
namespace {

// A number below 10^8 as its eight digits, the first in the lowest byte: split in halves, the
// halves in pairs, the pairs in digits. The products are quotients by 100 and by 10, cut.
constexpr std::uint64_t eight_digits(std::uint64_t value) {
  const std::uint64_t halves = value / 10'000 | value % 10'000 << 32;
  const std::uint64_t hundreds = halves * 10'486 >> 20 & 0x0000'007F'0000'007F;
  const std::uint64_t pairs = hundreds | (halves - 100 * hundreds) << 16;
  const std::uint64_t tens = pairs * 103 >> 10 & 0x000F'000F'000F'000F;
  return tens | (pairs - 10 * tens) << 8;
}

} // namespace

char* write_whole(std::uint64_t value, char* to) {
  constexpr std::uint64_t eight_places = 100'000'000, each_zero = 0x3030'3030'3030'3030;
  if constexpr (std::endian::native != std::endian::little)
    return std::to_chars(to, to + std::numeric_limits<std::uint64_t>::digits10 + 1, value).ptr;
  const std::uint64_t digits = eight_digits(value % eight_places);
  if (value >= eight_places) {
    to = write_whole(value / eight_places, to);
    const std::uint64_t text = digits | each_zero;
    std::memcpy(to, &text, sizeof text);
    return to + 8;
  }
  const int zeros = value == 0 ? 7 : std::countr_zero(digits) / 8; // before the first digit
  const std::uint64_t text = (digits | each_zero) >> 8 * zeros;
  std::memcpy(to, &text, sizeof text);
  return to + 8 - zeros;
}

} // namespace nkdose
