// Text and units: what is taken for a quantity is a plain number and a unit of its measure.
#include "dosing/text/quantity_text.hpp"
#include "dosing/text/spelling.hpp"
#include "target.hpp"

namespace nkdose {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Digits and at most one point with 1 to 6 digits behind it, at the beginning of the text.
std::size_t plain_length(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && is_digit(text[at]))
    ++at;
  if (at == 0 || at == text.size() || text[at] != '.') return at;
  const std::size_t point = at++;
  while (at < text.size() && is_digit(text[at]))
    ++at;
  return at > point + 1 && at <= point + 7 ? at : 0;
}

bool is_unit_of(const Measure& measure, std::string_view text) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  for (const UnitSymbol& unit : measure.units)
    if (unit_key(text) == unit_key(unit.symbol)) return true;
  return false;
}

} // namespace
} // namespace nkdose

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace nkdose;
  std::string_view text = text_of(bytes, size);
  const auto number = read_number(text);
  const auto plain = plain_number(text);
  must_hold(!plain || (number && *number == *plain), "the quick reader reads what the other does");
  must_hold(!number || (!text.empty() && *number >= Decimal()), "a number has no sign");
  for (const Measure* measure : measures()) {
    const auto quantity = read_quantity(text, *measure);
    if (!quantity) {
      must_hold(!quantity.reason().detail.empty(), "an error says what is wrong");
      continue;
    }
    const std::string spelled = plain_spelling(text);
    const auto again = read_quantity(spelled, *measure);
    must_hold(again && *again == *quantity, "the plain spelling says the same");
    std::string_view rest = spelled;
    const std::size_t digits = plain_length(rest);
    must_hold(digits > 0, "a quantity begins with a plain number");
    if (measure->exponent) continue; // a power of ten may follow
    rest.remove_prefix(digits);
    must_hold(is_unit_of(*measure, rest), "a quantity ends with a unit of its measure");
  }
  read_years(text);
  read_days(text);
  read_whole(text);
  read_strength(text);
  read_cell_level(text);
  return 0;
}
