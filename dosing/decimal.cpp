#include "dosing/decimal.hpp"

#include <charconv>

namespace nkdose {

char* write(Decimal value, char* to) {
  const bool negative = value.billionths() < 0;
  const auto magnitude = negative ? -static_cast<std::uint64_t>(value.billionths())
                                  : static_cast<std::uint64_t>(value.billionths());
  if (negative) *to++ = '-';
  to = std::to_chars(to, to + longest_decimal, magnitude / Decimal::scale).ptr;
  auto fraction = static_cast<std::uint32_t>(magnitude % Decimal::scale);
  if (fraction == 0) return to;
  int digits = 9;
  if (fraction % 1'000'000 == 0) { // at most three decimals, as nearly always
    fraction /= 1'000'000;
    digits = 3;
  }
  for (; fraction % 10 == 0; fraction /= 10)
    --digits;
  *to = '.';
  for (int place = digits; place > 0; --place, fraction /= 10)
    to[place] = static_cast<char>('0' + fraction % 10);
  return to + digits + 1;
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
