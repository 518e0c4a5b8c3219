// The second derivation: a dose proved again from its printed numbers.
//
// It shares no type and no function with the first. It reads the decimals as they will be printed
// into plain integers and asks of each step whether it holds, mostly by multiplying out instead of
// dividing or rounding again; so a mistake would have to be made twice, in two different ways.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace nkdose {

/// A printed number as a whole number of billionths: "48.6" is 48,600,000,000. The text of a number
/// has all its decimals, so the one says what the other says; a test proves it.
class Printed {
public:
  constexpr Printed() = default; ///< no number
  constexpr Printed(std::string_view text) : billionths_(text.empty() ? none : read(text)) {}
  static constexpr Printed of_billionths(std::int64_t billionths) {
    Printed result;
    result.billionths_ = billionths;
    return result;
  }
  constexpr Printed(const char* text) : Printed(std::string_view(text)) {}
  constexpr bool empty() const { return billionths_ == none; }
  constexpr std::int64_t billionths() const { return billionths_; }

private:
  static constexpr std::int64_t read(std::string_view text);

  static constexpr std::int64_t none = INT64_MIN; // which no number of a sheet can be
  std::int64_t billionths_ = none;
};

constexpr std::int64_t Printed::read(std::string_view text) {
  constexpr std::int64_t one = 1'000'000'000;     // printed numbers have at most nine decimals
  const bool is_negative = text.starts_with('-'); // none should be; one that is will not agree
  if (is_negative) text.remove_prefix(1);
  std::uint64_t value = 0; // a number out of range wraps, and then does not agree either
  std::size_t at = 0;
  for (; at < text.size() && text[at] != '.'; ++at)
    value = value * 10 + static_cast<std::uint64_t>(text[at] - '0');
  std::uint64_t place = one;
  for (++at, value *= one; at < text.size(); ++at) {
    place /= 10;
    value += static_cast<std::uint64_t>(text[at] - '0') * place;
  }
  return static_cast<std::int64_t>(is_negative ? 0 - value : value);
}

/// The steps of a dose, as a sheet prints them. Numbers in cm, kg, m2, mg, mL and umol/L.
struct PrintedDose {
  Printed level, area, calculated;
  Printed fraction;      ///< of the level; empty where `reduced_level` stands
  Printed reduced_level; ///< instead of a fraction
  Printed adjusted, dose;
  int remaining_doses = 0;
  Printed given, course;
};

/// How an adjusted dose became the dose. `top`: only where it was rounded down to stay below it.
struct PrintedSteps {
  Printed adjusted, dose, fine_below, fine_step, step, top;
};
/// The table's row as published for its own strength; the row above it where `top` is not empty.
struct PrintedBandRow {
  Printed adjusted, dose, top;
  Printed from, below, band, table_strength, strength;
};
struct PrintedVials {
  Printed adjusted, dose, percent;
  std::vector<Printed> vials; ///< that hold it
};

/// How the dose of one day is drawn up and put into a bag.
struct PrintedPreparation {
  Printed dose, strength, drawn;
  Printed bag, overfill, final, concentration; ///< empty where no bag is named
  bool added = true;
  Printed minutes, rate; ///< empty where no infusion time is named
};
/// The vials of one day, in mg.
struct PrintedVialDay {
  Printed kept_before, opened, dose, kept, discarded;
  std::vector<Printed> vials;
};

struct PrintedArea {
  Printed height, weight, unrounded, before_cap;
  Printed cap; ///< empty where the protocol has none
  Printed used;
  bool by_mosteller = false;
  bool to_hundredths = true;
};

struct PrintedClearance {
  bool female = false;
  int age = 0;
  Printed height, weight, creatinine;
  std::string_view wanted_basis; ///< the protocol's: actual, ideal or adjusted
  Printed clearance;
};

/// One bag by its certificate: mL, millions of cells/mL, fractions of 1.
struct PrintedBag {
  Printed volume, counted, recovery, viable_fraction, nk_fraction, car_fraction;
};

/// A cell level, in millions of cells; `weight` and `cap` empty where they play no part.
struct PrintedLevel {
  Printed ordered, weight, cap, level;
};

struct PrintedBand {
  Printed from, fraction, absolute; ///< `absolute` empty where there is none
};

/// Which statement about the printed numbers does not hold; nothing when all do.
std::optional<std::string_view> contradiction(const PrintedDose& dose);
std::optional<std::string_view> contradiction(const PrintedSteps& rounding);
std::optional<std::string_view> contradiction(const PrintedBandRow& rounding);
std::optional<std::string_view> contradiction(const PrintedVials& rounding);
std::optional<std::string_view> contradiction(const PrintedPreparation& preparation);
std::optional<std::string_view> contradiction(const PrintedVialDay& day);
std::optional<std::string_view> contradiction(const PrintedArea& area);
std::optional<std::string_view> contradiction(const PrintedClearance& clearance);
std::optional<std::string_view> contradiction(const PrintedLevel& level);
/// That the volumes of the bags hold what is delivered, in millions of cells, and no more than the
/// ceiling.
std::optional<std::string_view> contradiction(const std::vector<PrintedBag>& bags, Printed volume,
                                              Printed delivered, Printed ceiling);
/// That the reduction of `dose` is that of the band in which the clearance lies.
std::optional<std::string_view> contradiction(const PrintedDose& dose, Printed clearance,
                                              std::span<const PrintedBand> bands, bool absolute);

} // namespace nkdose
