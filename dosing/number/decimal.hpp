// An exact decimal number: every dose, area and clearance of nkdose is one of these.
//
// A double cannot hold 61.5 / 0.1 or 30 x 2.05 exactly, and a dose that sits on a rounding tie then
// falls on the wrong side. A Decimal is an integer number of billionths, so a tie is a tie.
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <type_traits>

namespace nkdose {

__extension__ using Wide = __int128;

__extension__ using UnsignedWide = unsigned __int128;

/// A quotient of 128 bits by 64, cut toward zero. The library's own is a call of some sixty
/// instructions; where the quotient fits one word, as nearly always, the processor has one.
constexpr Wide divided(Wide dividend, std::int64_t divisor) {
#if defined(__x86_64__)
  if (!std::is_constant_evaluated() && dividend >= 0 && divisor > 0) {
    const auto high = static_cast<std::uint64_t>(dividend >> 64);
    if (high < static_cast<std::uint64_t>(divisor)) {
      std::uint64_t quotient = static_cast<std::uint64_t>(dividend), rest = high;
      __asm__("divq %2" : "+a"(quotient), "+d"(rest) : "rm"(divisor) : "cc");
      return Wide{quotient};
    }
  }
#endif
  return dividend / divisor;
}

/// A result that does not fit: a programming error, because admission bounds every input.
struct DecimalOverflow : std::overflow_error {
  DecimalOverflow() : std::overflow_error("a number left the range of +-9,223,372,036") {}
};

/// A number with nine decimals, from -9,223,372,036 to 9,223,372,036. Addition and subtraction are
/// exact. Multiplication and division are cut toward zero at the ninth decimal: then
/// cut(x) >= t exactly when x >= t, for every positive threshold t of up to nine decimals.
class Decimal {
public:
  static constexpr std::int64_t scale = 1'000'000'000;

  constexpr Decimal() = default;
  /// A whole number. A double has no way in: its error would come along.
  template <std::integral Whole>
  requires(!std::same_as<Whole, bool>) constexpr Decimal(Whole whole) {
    if (__builtin_mul_overflow(whole, scale, &billionths_)) throw DecimalOverflow();
  }

  template <std::signed_integral Whole>
  static constexpr Decimal from_billionths(Whole billionths) {
    Decimal result;
    result.billionths_ = billionths;
    return result;
  }
  static constexpr Decimal from_billionths(Wide billionths) {
    Decimal result;
    result.billionths_ = narrow(billionths);
    return result;
  }
  /// From 10^-18, the decimals of a product. Below 2^73 of them, which is any product up to 9,444,
  /// a shift makes it a division of one word by a constant, and that is a multiplication.
  static constexpr Decimal cut(Wide parts) {
    constexpr int twos = 9;                 // 10^9 = 2^9 x 5^9
    const auto is_small = [](Wide number) { // and not negative
      return static_cast<UnsignedWide>(number) >> (64 + twos) == 0;
    };
    const auto quotient = [](Wide small) {
      return static_cast<std::int64_t>(static_cast<std::uint64_t>(small >> twos) / (scale >> twos));
    };
    if (is_small(parts)) return from_billionths(quotient(parts));
    if (is_small(-parts)) return from_billionths(-quotient(-parts));
    return from_billionths(divided(parts, scale));
  }
  constexpr std::int64_t billionths() const { return billionths_; }

  constexpr Decimal operator-() const { return Decimal() - *this; }
  friend constexpr Decimal operator+(Decimal a, Decimal b) {
    Decimal sum;
    if (__builtin_add_overflow(a.billionths_, b.billionths_, &sum.billionths_))
      throw DecimalOverflow();
    return sum;
  }
  friend constexpr Decimal operator-(Decimal a, Decimal b) {
    Decimal difference;
    if (__builtin_sub_overflow(a.billionths_, b.billionths_, &difference.billionths_))
      throw DecimalOverflow();
    return difference;
  }
  friend constexpr Decimal operator*(Decimal a, Decimal b) {
    return cut(Wide{a.billionths_} * b.billionths_);
  }
  /// A whole multiple is exact.
  template <std::integral Whole>
  friend constexpr Decimal operator*(Decimal a, Whole times) {
    Decimal product;
    if (__builtin_mul_overflow(a.billionths_, times, &product.billionths_)) throw DecimalOverflow();
    return product;
  }
  friend constexpr Decimal operator/(Decimal a, Decimal b) {
    return from_billionths(divided(Wide{a.billionths_} * scale, b.billionths_));
  }
  constexpr Decimal& operator+=(Decimal other) { return *this = *this + other; }
  constexpr Decimal& operator-=(Decimal other) { return *this = *this - other; }
  friend constexpr auto operator<=>(Decimal, Decimal) = default;

private:
  static constexpr std::int64_t narrow(Wide value) {
    if (value > INT64_MAX || value < INT64_MIN) throw DecimalOverflow();
    return static_cast<std::int64_t>(value);
  }
  std::int64_t billionths_ = 0;
};

/// A sum of products with all eighteen decimals, for formulas and limits that must not be cut
/// before the end: `exact(a, x) + exact(b, y)`, compared as it is or cut once.
class Exact {
public:
  friend constexpr Exact exact(Decimal a, Decimal b) {
    return Exact(Wide{a.billionths()} * b.billionths());
  }
  friend constexpr Exact operator+(Exact a, Exact b) { return Exact(a.parts_ + b.parts_); }
  friend constexpr Exact operator-(Exact a, Exact b) { return Exact(a.parts_ - b.parts_); }
  friend constexpr bool operator==(Exact a, Exact b) { return a.parts_ == b.parts_; }
  friend constexpr bool operator<(Exact a, Exact b) { return a.parts_ < b.parts_; }
  friend constexpr bool operator>(Exact a, Exact b) { return b < a; }
  friend constexpr bool operator<=(Exact a, Exact b) { return !(b < a); }
  friend constexpr bool operator>=(Exact a, Exact b) { return !(a < b); }

  constexpr Exact magnitude() const { return Exact(parts_ < 0 ? -parts_ : parts_); }
  constexpr Decimal cut() const { return Decimal::cut(parts_); }
  /// Divided once, then cut.
  constexpr Decimal over(Decimal divisor) const {
    const Wide cut = parts_ < 0 ? -divided(-parts_, divisor.billionths())
                                : divided(parts_, divisor.billionths());
    return Decimal::from_billionths(cut);
  }
  /// Divided once by a product with a whole number (above zero), then cut.
  constexpr Decimal over_product(int whole, Decimal b) const {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(whole, b.billionths(), &product))
      return Decimal::from_billionths(parts_ / (Wide{whole} * b.billionths()));
    return Decimal::from_billionths(divided(parts_, product));
  }
  constexpr Decimal over_product(Decimal a, Decimal b) const {
    return Decimal::from_billionths(parts_ * Decimal::scale /
                                    (Wide{a.billionths()} * b.billionths()));
  }

private:
  explicit constexpr Exact(Wide parts) : parts_(parts) {}
  Wide parts_ = 0; // 10^-18
};
constexpr Exact exact(Decimal a, Decimal b);

/// `0.85_d`: the digits as written, at compile time, with no double in between.
consteval Decimal operator""_d(const char* digits) {
  Wide billionths = 0;
  std::int64_t unit = 0; // 0 before the point, then the worth of the last digit read
  for (const char* c = digits; *c != '\0'; ++c) {
    if (*c == '\'') continue;
    if (*c == '.') {
      unit = Decimal::scale;
    } else if (*c < '0' || *c > '9' || unit == 1) {
      throw "a decimal literal has digits, one point and at most nine decimals";
    } else {
      if (unit != 0) unit /= 10;
      billionths = unit == 0 ? billionths * 10 + Wide{*c - '0'} * Decimal::scale
                             : billionths + Wide{*c - '0'} * unit;
    }
  }
  return Decimal::from_billionths(billionths);
}

/// Cut toward zero to a number of decimals (0 to 9): what text shows where rounding up could carry
/// a value over a limit it does not reach.
constexpr Decimal cut_to(Decimal value, int decimals) {
  const auto cut = [&](std::int64_t unit) { // of a constant a quotient is a product
    return Decimal::from_billionths(value.billionths() / unit * unit);
  };
  switch (decimals) {
  case 0:
    return cut(Decimal::scale);
  case 1:
    return cut(Decimal::scale / 10);
  case 2:
    return cut(Decimal::scale / 100);
  }
  std::int64_t unit = Decimal::scale / 1000;
  for (; decimals > 3; --decimals)
    unit /= 10;
  return cut(unit);
}

/// The nearest multiple of `step` (above zero); a tie goes up. `value` is not negative.
/// 61.5 in steps of 1 is 62; 51.25 in steps of 0.1 is 51.3.
constexpr Decimal round_half_up(Decimal value, Decimal step) {
  constexpr std::int64_t small = INT64_MAX / 4;
  if (value.billionths() < small && step.billionths() < small) { // in one word, as nearly always
    const std::int64_t unit = step.billionths();
    const std::int64_t steps = (2 * value.billionths() + unit) / (2 * unit);
    return Decimal::from_billionths(Wide{steps} * unit);
  }
  const Wide doubled = 2 * Wide{value.billionths()};
  const Wide unit = step.billionths();
  return Decimal::from_billionths((doubled + unit) / (2 * unit) * unit);
}

/// Cut to a number of decimals, or to as many more as it takes not to read like the limit that the
/// value is beyond: 40.047 beside a limit of 40 is "40.04", not "40".
constexpr Decimal cut_beside(Decimal value, Decimal limit, int decimals) {
  while (decimals < 9 && value != limit && cut_to(value, decimals) == limit)
    ++decimals;
  return cut_to(value, decimals);
}

/// The one writer of numbers: no exponent, no trailing zero, a digit before the point. Writes at
/// most `longest_decimal` characters and returns where they end.
constexpr std::size_t longest_decimal = 22;
char* write(Decimal value, char* to);
std::string to_text(Decimal value);

/// The same with a comma at each thousand, as ISMP asks for doses that people read.
std::string to_grouped_text(Decimal value);

} // namespace nkdose
