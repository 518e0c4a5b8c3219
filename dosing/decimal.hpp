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

namespace nkdose {

__extension__ using Wide = __int128;

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
  requires(!std::same_as<Whole, bool>) constexpr Decimal(Whole whole)
      : billionths_(narrow(static_cast<Wide>(whole) * scale)) {}

  static constexpr Decimal from_billionths(Wide billionths) {
    Decimal result;
    result.billionths_ = narrow(billionths);
    return result;
  }
  constexpr std::int64_t billionths() const { return billionths_; }

  constexpr Decimal operator-() const { return from_billionths(-Wide{billionths_}); }
  friend constexpr Decimal operator+(Decimal a, Decimal b) {
    return from_billionths(Wide{a.billionths_} + b.billionths_);
  }
  friend constexpr Decimal operator-(Decimal a, Decimal b) {
    return from_billionths(Wide{a.billionths_} - b.billionths_);
  }
  friend constexpr Decimal operator*(Decimal a, Decimal b) {
    const Wide product = cut_product(magnitude(a.billionths_), magnitude(b.billionths_));
    return from_billionths((a.billionths_ < 0) == (b.billionths_ < 0) ? product : -product);
  }
  friend constexpr Decimal operator/(Decimal a, Decimal b) {
    return from_billionths(Wide{a.billionths_} * scale / b.billionths_);
  }
  constexpr Decimal& operator+=(Decimal other) { return *this = *this + other; }
  constexpr Decimal& operator-=(Decimal other) { return *this = *this - other; }
  friend constexpr auto operator<=>(Decimal, Decimal) = default;

private:
  static constexpr std::int64_t narrow(Wide value) {
    if (value > INT64_MAX || value < INT64_MIN) throw DecimalOverflow();
    return static_cast<std::int64_t>(value);
  }
  static constexpr std::uint64_t magnitude(std::int64_t value) {
    return value < 0 ? -static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  }
  // a x b / scale, cut. The parts before and behind the points are multiplied apart, because a
  // division of 128 bits is a call, and a dose has a dozen products.
  static constexpr Wide cut_product(std::uint64_t a, std::uint64_t b) {
    constexpr std::uint64_t unit = scale;
    return Wide{a / unit} * b + Wide{a % unit} * (b / unit) + (a % unit) * (b % unit) / unit;
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
  constexpr Decimal cut() const { return Decimal::from_billionths(parts_ / Decimal::scale); }
  /// Divided once, then cut.
  constexpr Decimal over(Decimal divisor) const {
    const auto small = static_cast<std::int64_t>(parts_);
    return Decimal::from_billionths(small == parts_ ? Wide{small / divisor.billionths()}
                                                    : parts_ / divisor.billionths());
  }
  /// Divided once by a product with a whole number (above zero), then cut.
  constexpr Decimal over_product(int whole, Decimal b) const {
    return Decimal::from_billionths(parts_ / (Wide{whole} * b.billionths()));
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
  std::int64_t unit = Decimal::scale;
  for (; decimals > 0; --decimals)
    unit /= 10;
  return Decimal::from_billionths(Wide{value.billionths()} / unit * unit);
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
constexpr std::size_t longest_decimal = 21;
char* write(Decimal value, char* to);
std::string to_text(Decimal value);

/// The same with a comma at each thousand, as ISMP asks for doses that people read.
std::string to_grouped_text(Decimal value);

} // namespace nkdose
