#include "dosing/decimal.hpp"

namespace nkdose {

std::string to_text(Decimal value) {
  const bool negative = value.billionths() < 0;
  const auto magnitude = negative ? -static_cast<std::uint64_t>(value.billionths())
                                  : static_cast<std::uint64_t>(value.billionths());
  std::string text = std::to_string(magnitude / Decimal::scale);
  if (const auto fraction = magnitude % Decimal::scale; fraction != 0) {
    const std::string decimals = std::to_string(Decimal::scale + fraction); // "1" and nine digits
    text += '.' + decimals.substr(1, decimals.find_last_not_of('0'));
  }
  return negative ? '-' + text : text;
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
