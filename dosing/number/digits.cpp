#include "dosing/number/digits.hpp"

namespace nkdose {

char* write_whole(std::uint64_t value, char* to) {
  if (value < 10'000) return write_four_digits_at_most(static_cast<unsigned>(value), to);
  to = write_whole(value / 10'000, to);
  const auto last_four = static_cast<unsigned>(value % 10'000);
  return write_two_digits(last_four % 100, write_two_digits(last_four / 100, to));
}

} // namespace nkdose
