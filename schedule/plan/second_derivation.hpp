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

/// What the statements are made of.
namespace second_derivation {

__extension__ using Integer = __int128;
constexpr Integer one = 1'000'000'000; // printed numbers have at most nine decimals

constexpr Integer billionths(Printed number) {
  return number.billionths();
}

// Whether `printed` is the product a x b, cut at its ninth decimal.
constexpr bool is_cut_product(Printed printed, Printed a, Printed b) {
  const Integer rest = billionths(a) * b.billionths() - one * printed.billionths();
  return 0 <= rest && rest < one;
}

// Whether `rounded` is the multiple of `step` nearest to `value`, the upper of two.
constexpr bool is_rounded_half_up(Printed rounded, Printed value, Printed step) {
  const Integer up = 2 * (billionths(rounded) - billionths(value));
  return rounded.billionths() % step.billionths() == 0 && -billionths(step) < up &&
         up <= billionths(step);
}

} // namespace second_derivation

/// Which statement about the printed numbers does not hold; nothing when all do. Those that every
/// row of a batch is asked are here, where they cost no call: 218 instructions a row less, of
/// 4,600.
inline std::optional<std::string_view> contradiction(const PrintedDose& printed) {
  using namespace second_derivation;
  if (!is_cut_product(printed.calculated, printed.level, printed.area))
    return "calculated dose = level x area";
  if (printed.fraction.empty()) {
    if (!is_cut_product(printed.adjusted, printed.reduced_level, printed.area))
      return "adjusted dose = reduced level x area";
  } else if (!is_cut_product(printed.adjusted, printed.calculated, printed.fraction)) {
    return "adjusted dose = calculated dose x renal fraction";
  }
  if (billionths(printed.course) - billionths(printed.given) !=
      billionths(printed.dose) * printed.remaining_doses)
    return "course = given + remaining daily doses";
  return std::nullopt;
}

inline std::optional<std::string_view> contradiction(const PrintedSteps& printed) {
  using namespace second_derivation;
  const Integer adjusted = billionths(printed.adjusted), dose = billionths(printed.dose);
  const bool fine = adjusted < billionths(printed.fine_below);
  const Printed step_printed = fine ? printed.fine_step : printed.step;
  if (printed.top.empty())
    return is_rounded_half_up(printed.dose, printed.adjusted, step_printed)
               ? std::nullopt
               : std::optional<std::string_view>(
                     "dose = adjusted dose, rounded half up to the step");
  const Integer step = billionths(step_printed);
  if (dose % step != 0 || dose > adjusted || adjusted >= dose + step ||
      dose > billionths(printed.top))
    return "dose = adjusted dose, rounded down to the step to stay within the range";
  return std::nullopt;
}

std::optional<std::string_view> contradiction(const PrintedBandRow& rounding);
std::optional<std::string_view> contradiction(const PrintedVials& rounding);
std::optional<std::string_view> contradiction(const PrintedPreparation& preparation);
std::optional<std::string_view> contradiction(const PrintedVialDay& day);
inline std::optional<std::string_view> contradiction(const PrintedArea& printed) {
  using namespace second_derivation;
  const Integer unrounded = billionths(printed.unrounded);
  const Integer before_cap = billionths(printed.before_cap), used = billionths(printed.used);
  if (printed.by_mosteller) {
    const Integer product = billionths(printed.height) * billionths(printed.weight);
    if (unrounded * unrounded * 3600 > product ||
        (unrounded + 1) * (unrounded + 1) * 3600 <= product)
      return "unrounded area = square root of height x weight / 3600";
  }
  const Integer millionth = one / 1'000'000;
  const bool is_rounded = printed.to_hundredths
                              ? is_rounded_half_up(printed.before_cap, printed.unrounded,
                                                   Printed::of_billionths(10'000'000))
                              : before_cap % millionth == 0 && before_cap <= unrounded &&
                                    unrounded < before_cap + millionth;
  if (!is_rounded) return "area = unrounded area, rounded";
  const bool is_capped = !printed.cap.empty() && billionths(printed.cap) < before_cap;
  if (used != (is_capped ? billionths(printed.cap) : before_cap))
    return "area used = area, at most the cap";
  return std::nullopt;
}

inline std::optional<std::string_view> contradiction(const PrintedClearance& printed) {
  using namespace second_derivation;
  constexpr Printed female_base = "45.5", male_base = "50";
  // The weight in 127ths of a kilogram, in which Devine's inches (1 / 2.54 = 50 / 127) end.
  const Integer actual = 127 * billionths(printed.weight);
  const Integer ideal = 127 * billionths(printed.female ? female_base : male_base) -
                        Integer{127} * 60 * 23 * one / 10 + 115 * billionths(printed.height);
  const bool is_actual = printed.wanted_basis == "actual" || ideal <= 0 || actual < ideal;
  const Integer weight = is_actual                         ? actual
                         : printed.wanted_basis == "ideal" ? ideal
                                                           : (6 * ideal + 4 * actual) / 10;
  // clearance x 72 x creatinine / 88.4 = (140 - age) x weight [x 0.85], multiplied out.
  const Integer left = Integer{72} * 1000 * 127 * billionths(printed.creatinine);
  const Integer right =
      Integer{140 - printed.age} * 884 * (printed.female ? 85 : 100) * weight * one;
  const Integer clearance = billionths(printed.clearance);
  if (clearance * left > right || (clearance + 1) * left <= right)
    return "clearance = (140 - age) x weight x 88.4 [x 0.85] / (72 x creatinine)";
  return std::nullopt;
}

inline std::optional<std::string_view> contradiction(const PrintedLevel& printed) {
  using namespace second_derivation;
  const Integer ordered = billionths(printed.ordered);
  Integer cells = printed.weight.empty() ? ordered : ordered * billionths(printed.weight) / one;
  if (!printed.cap.empty() && billionths(printed.cap) < cells) cells = billionths(printed.cap);
  if (billionths(printed.level) != cells)
    return "cell level = ordered level x weight, at most the cap";
  return std::nullopt;
}

/// That the volumes of the bags hold what is delivered, in millions of cells, and no more than the
/// ceiling.
std::optional<std::string_view> contradiction(const std::vector<PrintedBag>& bags, Printed volume,
                                              Printed delivered, Printed ceiling);
/// That the reduction of `dose` is that of the band in which the clearance lies.
inline std::optional<std::string_view> contradiction(const PrintedDose& dose, Printed clearance,
                                                     std::span<const PrintedBand> bands,
                                                     bool absolute) {
  using namespace second_derivation;
  const PrintedBand* band = nullptr;
  for (const PrintedBand& candidate : bands)
    if (billionths(candidate.from) <= billionths(clearance) &&
        (!band || billionths(candidate.from) > billionths(band->from)))
      band = &candidate;
  if (!band || billionths(band->fraction) == 0) return "a drug is not given outside its bands";
  const bool full = billionths(band->fraction) == one ||
                    (absolute && billionths(band->absolute) >= billionths(dose.level));
  const bool holds = full       ? billionths(dose.fraction) == one
                     : absolute ? billionths(dose.reduced_level) == billionths(band->absolute)
                                : billionths(dose.fraction) == billionths(band->fraction);
  if (!holds) return "the reduction is that of the clearance's renal band";
  return std::nullopt;
}

} // namespace nkdose
