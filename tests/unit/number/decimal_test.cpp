// The exact decimal, and the one writer of numbers.
#include "dosing/number/decimal.hpp"
#include "dosing/number/digits.hpp"
#include "tests/unit/chance.hpp"
#include "tests/unit/printed.hpp"

#include <algorithm>
#include <optional>
#include <type_traits>

namespace {
using namespace nkdose;
using test::Chance;

constexpr Decimal one_billionth = Decimal::from_billionths(1);
constexpr Decimal largest = Decimal::from_billionths(INT64_MAX);

// A double brings its error along, so it has no way in: neither at once nor by way of an int.
static_assert(!std::is_constructible_v<Decimal, double>);
static_assert(!std::is_constructible_v<Decimal, float>);
static_assert(!std::is_constructible_v<Decimal, bool>);
static_assert(!std::is_convertible_v<Decimal, double>);

TEST_CASE("decimal: a literal holds the digits as written") {
  CHECK((58.4_d).billionths() == 58'400'000'000);
  CHECK((0.1_d).billionths() == 100'000'000);
  CHECK((0.000000001_d).billionths() == 1);
  CHECK((88.4_d).billionths() == 88'400'000'000);
  CHECK((1'000'000_d).billionths() == 1'000'000'000'000'000);
  CHECK((007_d).billionths() == 7'000'000'000);
  CHECK(Decimal(140) == 140_d);
  CHECK(Decimal(-5) == -5_d);
}

TEST_CASE("decimal: sums and differences are exact") {
  CHECK(0.1_d + 0.2_d == 0.3_d); // a double says 0.30000000000000004
  CHECK(1_d - 0.9_d == 0.1_d);
  CHECK(49_d - 48.6_d == 0.4_d);
  CHECK(0_d - 0.000000001_d == -one_billionth);
}

TEST_CASE("decimal: products and quotients are cut toward zero at the ninth decimal") {
  struct Row {
    const char* what;
    Decimal got, expected;
  };
  const Row rows[] = {
      {"30 x 2.05, where a double says 61.49999", 30_d * 2.05_d, 61.5_d},
      {"1.1 x 1.1", 1.1_d * 1.1_d, 1.21_d},
      {"0.000000001 x 0.9", 0.000000001_d * 0.9_d, 0_d},
      {"0.000000001 x -0.9", 0.000000001_d * -0.9_d, 0_d},
      {"1.000000001 x 1.000000001", 1.000000001_d * 1.000000001_d, 1.000000002_d},
      {"-1.5 x 0.333333333", -1.5_d * 0.333333333_d, -0.499999999_d},
      {"2 / 3", 2_d / 3_d, 0.666666666_d},
      {"-2 / 3", -2_d / 3_d, -0.666666666_d},
      {"2 / -3", 2_d / -3_d, -0.666666666_d},
      {"61.5 / 0.1", 61.5_d / 0.1_d, 615_d},
      {"1 / 0.000000003", 1_d / 0.000000003_d, 333333333.333333333_d},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    CHECK(row.got == row.expected);
  }
}

TEST_CASE("decimal: a number that does not fit is an error and never another number") {
  CHECK_THROWS_AS(largest + one_billionth, DecimalOverflow);
  CHECK_THROWS_AS(-largest - 1_d, DecimalOverflow);
  CHECK_THROWS_AS(100'000_d * 100'000_d, DecimalOverflow);
  CHECK_THROWS_AS(10_d / one_billionth, DecimalOverflow);
  CHECK_THROWS_AS(Decimal(9'223'372'037), DecimalOverflow);
  CHECK_THROWS_AS(Decimal(UINT64_MAX), DecimalOverflow);
  CHECK_THROWS_AS(-Decimal::from_billionths(INT64_MIN), DecimalOverflow);
  CHECK_NOTHROW(Decimal(9'223'372'036));
  CHECK_NOTHROW(-largest);
}

// The fast paths against the one that has no other: 128 bits, and a check that the result fits.
std::optional<Decimal> checked(Wide billionths) {
  if (billionths > INT64_MAX || billionths < INT64_MIN) return std::nullopt;
  return Decimal::from_billionths(static_cast<std::int64_t>(billionths));
}
template <class Calculate>
std::optional<Decimal> result_of(Calculate calculate) {
  try {
    return calculate();
  } catch (const DecimalOverflow&) {
    return std::nullopt;
  }
}

// Of any size, and beside each power of two and of ten.
std::int64_t draw(Chance& chance) {
  constexpr std::int64_t corners[] = {0,         1,         512,          1'000'000'000,
                                      INT64_MAX, INT64_MIN, INT64_MAX - 1};
  std::int64_t value = static_cast<std::int64_t>(chance.next()) >> chance.between(0, 63);
  switch (chance.between(0, 3)) {
  case 0:
    value = chance.one_of(corners);
    break;
  case 1:
    value = (std::int64_t{1} << chance.between(0, 61)) + chance.between(-2, 2);
    break;
  case 2: {
    value = 1;
    for (std::int64_t zeros = chance.between(0, 17); zeros > 0; --zeros)
      value *= 10;
    value += chance.between(-2, 2);
  }
  }
  return chance.between(0, 1) == 0 || value == INT64_MIN ? value : -value;
}

TEST_CASE("decimal: every result is that of 128 bits, or an error where it does not fit" *
          doctest::test_suite("exhaustive")) {
  Chance chance(3);
  for (int trial = 0; trial < 200'000; ++trial) {
    const std::int64_t a = draw(chance);
    std::int64_t b = draw(chance);
    constexpr Wide border = Wide{1} << 73; // where a product leaves the short way
    if (chance.between(0, 3) == 0 && a != 0 && border / a <= INT64_MAX && border / a >= INT64_MIN)
      b = static_cast<std::int64_t>(
          std::clamp<Wide>(border / a + chance.between(-2, 2), INT64_MIN, INT64_MAX));
    const Decimal x = Decimal::from_billionths(a), y = Decimal::from_billionths(b);
    INFO("trial ", trial, ": ", a, " and ", b);
    CHECK(result_of([&] { return x + y; }) == checked(Wide{a} + b));
    CHECK(result_of([&] { return x - y; }) == checked(Wide{a} - b));
    CHECK(result_of([&] { return x * y; }) == checked(Wide{a} * b / Decimal::scale));
    CHECK(result_of([&] { return exact(x, y).cut(); }) == checked(Wide{a} * b / Decimal::scale));
    if (b == 0) continue;
    CHECK(result_of([&] { return x / y; }) == checked(Wide{a} * Decimal::scale / b));
    const std::int64_t c = draw(chance);
    CHECK(result_of([&] { return exact(x, Decimal::from_billionths(c)).over(y); }) ==
          checked(Wide{a} * c / b));
    const int whole = static_cast<int>(chance.between(1, 10'000));
    CHECK(result_of([&] { return exact(x, Decimal::from_billionths(c)).over_product(whole, y); }) ==
          checked(Wide{a} * c / (Wide{whole} * b)));
    CHECK(divided(Wide{a} * c, b) == Wide{a} * c / b);
  }
}

TEST_CASE("decimal: a number is cut at each of its decimals") {
  Chance chance(4);
  for (int trial = 0; trial < 20'000; ++trial) {
    const std::int64_t value = draw(chance);
    std::int64_t unit = Decimal::scale;
    for (int decimals = 0; decimals <= 9; ++decimals, unit /= 10) {
      INFO(value, " to ", decimals);
      CHECK(cut_to(Decimal::from_billionths(value), decimals).billionths() == value - value % unit);
    }
  }
}

// design.md part 2: cut(x) >= t exactly when x >= t, for every t of up to nine decimals. A
// clearance is a quotient, so the renal band is right exactly when this holds.
TEST_CASE("decimal: a cut quotient stands on the right side of every threshold") {
  Chance chance(1);
  constexpr Decimal thresholds[] = {30_d, 50_d, 70_d, 80_d, 0.000000001_d, 79.999999999_d};
  for (int trial = 0; trial < 20'000; ++trial) {
    const Decimal threshold = chance.one_of(thresholds);
    const std::int64_t divisor = chance.between(1, 100'000'000);
    // A numerator at, just above or just below threshold x divisor.
    const Wide at_threshold = Wide{threshold.billionths()} * divisor / Decimal::scale;
    const Wide numerator = std::max(at_threshold + chance.between(-2, 2), Wide{0});
    const Decimal quotient =
        Decimal::from_billionths(numerator) / Decimal::from_billionths(divisor);
    const bool reaches = numerator * Decimal::scale >= Wide{threshold.billionths()} * divisor;
    INFO("trial ", trial, ", threshold ", to_text(threshold), ", divisor ", divisor);
    CHECK((quotient >= threshold) == reaches);
  }
}

TEST_CASE("decimal: a sum of products is not cut before its end") {
  // Each product alone would be cut to zero; together they are a billionth.
  const Exact half = exact(0.00005_d, 0.00001_d);
  CHECK((half + half).cut() == one_billionth);
  CHECK(half.cut() == 0_d);
  CHECK((half - half).cut() == 0_d);
  CHECK((exact(1_d, 1_d) - exact(2_d, 2_d)).magnitude() == exact(3_d, 1_d));
  CHECK(exact(0.1_d, 0.1_d) == exact(0.01_d, 1_d));
  CHECK(exact(0.000000001_d, 0.000000001_d) > exact(0_d, 0_d));
  CHECK(exact(10_d, 1_d).over(3_d) == 3.333333333_d);
  CHECK(exact(1_d, 3_d).over_product(7_d, 9_d) == 0.047619047_d);
  CHECK(exact(-1_d, 2_d).over(3_d) == -0.666666666_d);
}

TEST_CASE("decimal: text never shows a value rounded across a limit that it does not reach") {
  CHECK(cut_to(79.999999999_d, 1) == 79.9_d);
  CHECK(cut_to(79.999999999_d, 0) == 79_d);
  CHECK(cut_to(79.999999999_d, 9) == 79.999999999_d);
  CHECK(cut_to(-79.99_d, 1) == -79.9_d);
  CHECK(cut_to(1.658312395_d, 6) == 1.658312_d);
}

TEST_CASE("decimal: beside a limit that it is beyond a number keeps the decimals that show it") {
  CHECK(cut_beside(40.047_d, 40_d, 1) == 40.04_d);
  CHECK(cut_beside(40.5_d, 40_d, 1) == 40.5_d);
  CHECK(cut_beside(40.000000001_d, 40_d, 1) == 40.000000001_d);
  CHECK(cut_beside(40_d, 40_d, 1) == 40_d); // the limit itself
  CHECK(cut_beside(39.999_d, 40_d, 1) == 39.9_d);
  CHECK(cut_beside(-5.001_d, -5_d, 2) == -5.001_d);
}

// ISMP (drugs-rounding-renal-safety.md 7.1): no trailing zero, a digit before the point, a comma at
// each thousand. design.md part 2: no exponent.
TEST_CASE("decimal: numbers are written without exponent and without trailing zeros") {
  struct Row {
    Decimal value;
    const char* plain;
    const char* for_people;
  };
  const Row rows[] = {
      {50_d, "50", "50"},
      {50.0_d, "50", "50"},
      {0.8_d, "0.8", "0.8"},
      {0_d, "0", "0"},
      {-0.5_d, "-0.5", "-0.5"},
      {0.000000001_d, "0.000000001", "0.000000001"},
      {-0.000000001_d, "-0.000000001", "-0.000000001"},
      {10.05_d, "10.05", "10.05"},
      {100_d, "100", "100"},
      {999_d, "999", "999"},
      {1000_d, "1000", "1,000"},
      {1620_d, "1620", "1,620"},
      {-1620_d, "-1620", "-1,620"},
      {-999_d, "-999", "-999"},
      {12345.678_d, "12345.678", "12,345.678"},
      {100000_d, "100000", "100,000"},
      {1234567.000001_d, "1234567.000001", "1,234,567.000001"},
      {2.675_d, "2.675", "2.675"}, // a double printed with .2f says 2.67
      {Decimal::from_billionths(INT64_MAX), "9223372036.854775807", "9,223,372,036.854775807"},
      {Decimal::from_billionths(INT64_MIN), "-9223372036.854775808", "-9,223,372,036.854775808"},
  };
  for (const Row& row : rows) {
    INFO(row.plain);
    CHECK(to_text(row.value) == row.plain);
    CHECK(to_grouped_text(row.value) == row.for_people);
  }
}

TEST_CASE("decimal: whole numbers of every length") {
  Chance chance(3);
  const auto as_written = [](std::uint64_t value) {
    char text[32];
    return std::string(text, static_cast<std::size_t>(write_whole(value, text) - text));
  };
  for (const std::uint64_t value : {std::uint64_t{0}, UINT64_MAX})
    CHECK(as_written(value) == std::to_string(value));
  for (std::uint64_t ten = 1; ten < UINT64_MAX / 10; ten *= 10)
    for (const std::uint64_t value : {ten - 1, ten, ten + 1, 10 * ten - 1})
      CHECK(as_written(value) == std::to_string(value));
  for (int trial = 0; trial < 100'000; ++trial) {
    const std::uint64_t value = chance.next() >> chance.between(0, 63);
    REQUIRE(as_written(value) == std::to_string(value));
  }
}

TEST_CASE("decimal: what is written can be read as the same number") {
  Chance chance(2);
  for (int trial = 0; trial < 20'000; ++trial) {
    const std::int64_t size = chance.between(1, 18);
    std::int64_t bound = 1;
    for (std::int64_t i = 0; i < size; ++i)
      bound *= 10;
    const std::int64_t billionths = chance.between(-bound, bound);
    const std::string text = to_text(Decimal::from_billionths(billionths));
    INFO("trial ", trial, ": ", text);
    // Written out again by hand: sign, whole part, nine decimals.
    const std::string digits = std::to_string(billionths < 0 ? -billionths : billionths);
    std::string padded = std::string(std::max<std::size_t>(digits.size(), 10) - digits.size(), '0');
    padded += digits;
    padded.insert(padded.size() - 9, ".");
    padded.erase(padded.find_last_not_of('0') + 1);
    if (padded.back() == '.') padded.pop_back();
    CHECK(text == (billionths < 0 ? "-" : "") + padded);
    CHECK(text.find_first_of("eE+") == text.npos);
  }
}

} // namespace
