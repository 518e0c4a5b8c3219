#include "dosing/number/decimal.hpp"

#include "dosing/number/digits.hpp"

#include <algorithm>

namespace nkdose {

char* write(Decimal value, char* to) {
  const bool negative = value.billionths() < 0;
  const auto magnitude = negative ? -static_cast<std::uint64_t>(value.billionths())
                                  : static_cast<std::uint64_t>(value.billionths());
  if (negative) *to++ = '-';
  const std::uint64_t whole = magnitude / Decimal::scale;
  to = whole < 10'000 ? write_four_digits_at_most(static_cast<unsigned>(whole), to)
                      : write_whole(whole, to);
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
