#include "dosing/number/decimal.hpp"

#include <algorithm>
#include <bit>
#include <charconv>

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
    return std::to_chars(to, to + longest_decimal, value).ptr;
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

char* write(Decimal value, char* to) {
  const bool negative = value.billionths() < 0;
  const auto magnitude = negative ? -static_cast<std::uint64_t>(value.billionths())
                                  : static_cast<std::uint64_t>(value.billionths());
  if (negative) *to++ = '-';
  const std::uint64_t whole = magnitude / Decimal::scale;
  if (whole < 10)
    *to++ = static_cast<char>('0' + whole);
  else if (whole < 100)
    to = write_two_digits(static_cast<unsigned>(whole), to);
  else if (whole < 1000) {
    *to++ = static_cast<char>('0' + whole / 100);
    to = write_two_digits(static_cast<unsigned>(whole % 100), to);
  } else if (whole < 10'000) { // as the total of a course
    to = write_two_digits(static_cast<unsigned>(whole / 100), to);
    to = write_two_digits(static_cast<unsigned>(whole % 100), to);
  } else
    to = write_whole(whole, to);
  auto fraction = static_cast<std::uint32_t>(magnitude % Decimal::scale);
  if (fraction == 0) return to;
  *to++ = '.';
  constexpr std::uint32_t hundredth = 10'000'000;
  while (fraction > 0) {
    to = write_two_digits(fraction / hundredth, to);
    fraction = fraction % hundredth * 100;
  }
  return to[-1] == '0' ? to - 1 : to;
}

std::string to_text(Decimal value) {
  char text[longest_decimal];
  return std::string(text, static_cast<std::size_t>(write(value, text) - text));
}

std::string to_grouped_text(Decimal value) {
  std::string text = to_text(value);
  const std::size_t first_digit = value < Decimal(0) ? 1 : 0;
  for (std::size_t end = std::min(text.find('.'), text.size()); end > first_digit + 3;) {
    end -= 3;
    text.insert(end, 1, ',');
  }
  return text;
}

} // namespace nkdose
