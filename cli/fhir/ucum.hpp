// Unit expressions of UCUM (case sensitive), as far as what is measured here needs them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nkdose {

/// An exact factor: numerator / denominator, without a common divisor.
struct UcumFactor {
  std::int64_t numerator = 1, denominator = 1;
  friend bool operator==(const UcumFactor&, const UcumFactor&) = default;
};

/// What an expression is: a factor, and how often each base unit is in it.
struct UcumUnit {
  enum Base { metre, gram, second, mole, bases };
  UcumFactor factor = {};
  std::array<int, bases> exponents = {};
  friend bool operator==(const UcumUnit&, const UcumUnit&) = default;
};

struct UcumExpression {
  UcumUnit unit;
  std::vector<std::string> annotations; ///< what stands in braces, which is no part of the unit
  /// Of "mg/m2.d" "mg x d / m2", for a point behind a slash is not below it; empty where nothing of
  /// that kind can be misread.
  std::string misread;
};

/// "mg/(m2.d)", "mg/m2/(24.h)", "10*6{cells}/kg". Nothing where it is no expression, or has units
/// that are not known here.
std::optional<UcumExpression> read_ucum(std::string_view text);

} // namespace nkdose
