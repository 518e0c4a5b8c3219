// How far an ordered dose may be from ours: a site's policy.
#pragma once

#include "dosing/number/decimal.hpp"

#include <optional>
#include <string>

namespace nkdose {

struct Tolerance {
  Decimal percent = 5_d;
  std::string source = "default of this program: 5 %";

  /// |ordered - ours| is at most so many per cent of ours, compared as products: 51.03 against 48.6
  /// is exactly 5 % and holds. `ours` is above zero.
  bool holds(Decimal ordered, Decimal ours) const {
    return exact(ordered - ours, 100_d).magnitude() <= exact(percent, ours);
  }
};

/// ordered / ours - 1 in per cent, cut toward zero; none beyond a million per cent.
std::optional<Decimal> difference_percent(Decimal ordered, Decimal ours);

} // namespace nkdose
