// How far an ordered dose may be from ours: a site's policy.
#pragma once

#include "dosing/text/table.hpp"

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

/// The key of a site's file, and the reader of what stands there.
constexpr Field verify_field = {"verify", Shape::table, Need::optional,
                                "how an order is compared with our own plan"};
Tolerance read_tolerance(const Record& file, const References& references);

/// ordered / ours - 1 in per cent, cut toward zero; none beyond a million per cent.
std::optional<Decimal> difference_percent(Decimal ordered, Decimal ours);

} // namespace nkdose
