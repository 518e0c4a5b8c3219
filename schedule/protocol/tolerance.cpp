#include "schedule/protocol/tolerance.hpp"

namespace nkdose {

std::optional<Decimal> difference_percent(Decimal ordered, Decimal ours) {
  constexpr Decimal most_times = 10'000_d;
  if (exact(ordered, 1_d) > exact(ours, most_times)) return std::nullopt;
  return exact(ordered - ours, 100_d).over(ours);
}

} // namespace nkdose
