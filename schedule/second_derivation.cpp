#include "schedule/second_derivation.hpp"

namespace nkdose {
namespace {

__extension__ using Integer = __int128;
constexpr Integer one = 1'000'000'000; // printed numbers have at most nine decimals

Integer billionths(Printed number) {
  return number.billionths();
}

// Whether `printed` is the product a x b, cut at its ninth decimal.
bool is_cut_product(Integer printed, Integer a, Integer b) {
  const Integer rest = a * b - printed * one;
  return 0 <= rest && rest < one;
}

// In one word, as nearly always, a division is an instruction; beyond it is a call.
bool is_multiple(Integer value, Integer step) {
  const auto short_value = static_cast<std::int64_t>(value);
  const auto short_step = static_cast<std::int64_t>(step);
  return short_value == value && short_step == step ? short_value % short_step == 0
                                                    : value % step == 0;
}

// Whether `rounded` is the multiple of `step` nearest to `value`, the upper of two.
bool is_rounded_half_up(Integer rounded, Integer value, Integer step) {
  return is_multiple(rounded, step) && 2 * rounded - step <= 2 * value &&
         2 * value < 2 * rounded + step;
}

} // namespace

std::optional<std::string_view> contradiction(const PrintedDose& printed) {
  const Integer level = billionths(printed.level), area = billionths(printed.area);
  const Integer calculated = billionths(printed.calculated);
  const Integer adjusted = billionths(printed.adjusted), dose = billionths(printed.dose);
  if (!is_cut_product(calculated, level, area)) return "calculated dose = level x area";
  if (printed.fraction.empty()) {
    if (!is_cut_product(adjusted, billionths(printed.reduced_level), area))
      return "adjusted dose = reduced level x area";
  } else if (!is_cut_product(adjusted, calculated, billionths(printed.fraction))) {
    return "adjusted dose = calculated dose x renal fraction";
  }
  if (billionths(printed.course) - billionths(printed.given) != dose * printed.remaining_doses)
    return "course = given + remaining daily doses";
  return std::nullopt;
}

std::optional<std::string_view> contradiction(const PrintedSteps& printed) {
  const Integer adjusted = billionths(printed.adjusted), dose = billionths(printed.dose);
  const bool fine = adjusted < billionths(printed.fine_below);
  const Integer step = billionths(fine ? printed.fine_step : printed.step);
  if (printed.top.empty())
    return is_rounded_half_up(dose, adjusted, step)
               ? std::nullopt
               : std::optional<std::string_view>(
                     "dose = adjusted dose, rounded half up to the step");
  if (dose % step != 0 || dose > adjusted || adjusted >= dose + step ||
      dose > billionths(printed.top))
    return "dose = adjusted dose, rounded down to the step to stay within the range";
  return std::nullopt;
}

std::optional<std::string_view> contradiction(const PrintedBandRow& printed) {
  const Integer adjusted = billionths(printed.adjusted), dose = billionths(printed.dose);
  const Integer published = billionths(printed.table_strength);
  const Integer strength = billionths(printed.strength);
  const auto limit = [&](Printed text) { // to 0.01 mg, half up, where it is derived
    if (strength == published) return billionths(text);
    const Integer hundredth = one / 100;
    return (2 * billionths(text) * strength + hundredth * published) / (2 * hundredth * published) *
           hundredth;
  };
  if (dose * published != billionths(printed.band) * strength)
    return "dose = the band's volume x strength";
  const bool is_in_row = limit(printed.from) <= adjusted && adjusted < limit(printed.below);
  const bool is_below_top = limit(printed.below) <= adjusted && dose <= billionths(printed.top);
  if (printed.top.empty() ? !is_in_row : !is_below_top)
    return "the adjusted dose lies in its band, or one above where the range's top is kept";
  return std::nullopt;
}

std::optional<std::string_view> contradiction(const PrintedVials& printed) {
  const Integer adjusted = billionths(printed.adjusted), dose = billionths(printed.dose);
  Integer content = 0;
  for (const Printed vial : printed.vials)
    content += billionths(vial);
  const Integer difference = dose > adjusted ? dose - adjusted : adjusted - dose;
  if (content != dose || dose <= 0 ||
      difference * 100 * one > billionths(printed.percent) * adjusted)
    return "dose = whole vials within the tolerance of the adjusted dose";
  return std::nullopt;
}

std::optional<std::string_view> contradiction(const PrintedPreparation& printed) {
  const Integer dose = billionths(printed.dose), drawn = billionths(printed.drawn);
  if (drawn * billionths(printed.strength) != dose * one) return "drawn volume x strength = dose";
  if (printed.bag.empty()) return std::nullopt;
  const Integer final = billionths(printed.final);
  if (final != billionths(printed.bag) + billionths(printed.overfill) + (printed.added ? drawn : 0))
    return "final volume = bag + overfill, and the drawn volume where it is added";
  const Integer concentration = billionths(printed.concentration);
  if (concentration * final > dose * one || (concentration + 1) * final <= dose * one)
    return "concentration = dose / final volume";
  if (printed.minutes.empty()) return std::nullopt;
  const Integer rate = billionths(printed.rate), minutes = billionths(printed.minutes);
  if (rate * minutes > 60 * final * one || (rate + 1) * minutes <= 60 * final * one)
    return "rate = final volume / infusion time";
  return std::nullopt;
}

std::optional<std::string_view> contradiction(const PrintedVialDay& printed) {
  Integer opened = 0;
  for (const Printed vial : printed.vials)
    opened += billionths(vial);
  if (opened != billionths(printed.opened)) return "opened = sum of the vials";
  if (billionths(printed.kept_before) + opened !=
      billionths(printed.dose) + billionths(printed.kept) + billionths(printed.discarded))
    return "kept before + opened = dose + kept + discarded";
  return std::nullopt;
}

std::optional<std::string_view> contradiction(const PrintedArea& printed) {
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
                              ? is_rounded_half_up(before_cap, unrounded, one / 100)
                              : before_cap % millionth == 0 && before_cap <= unrounded &&
                                    unrounded < before_cap + millionth;
  if (!is_rounded) return "area = unrounded area, rounded";
  const bool is_capped = !printed.cap.empty() && billionths(printed.cap) < before_cap;
  if (used != (is_capped ? billionths(printed.cap) : before_cap))
    return "area used = area, at most the cap";
  return std::nullopt;
}

std::optional<std::string_view> contradiction(const PrintedClearance& printed) {
  // The weight in 127ths of a kilogram, in which Devine's inches (1 / 2.54 = 50 / 127) end.
  const Integer actual = 127 * billionths(printed.weight);
  const Integer ideal = 127 * billionths(printed.female ? Printed("45.5") : Printed("50")) -
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

std::optional<std::string_view> contradiction(const PrintedLevel& printed) {
  const Integer ordered = billionths(printed.ordered);
  Integer cells = printed.weight.empty() ? ordered : ordered * billionths(printed.weight) / one;
  if (!printed.cap.empty() && billionths(printed.cap) < cells) cells = billionths(printed.cap);
  if (billionths(printed.level) != cells)
    return "cell level = ordered level x weight, at most the cap";
  return std::nullopt;
}

std::optional<std::string_view> contradiction(const std::vector<PrintedBag>& bags, Printed volume,
                                              Printed delivered, Printed ceiling) {
  Integer sum = 0, volumes = 0;
  for (const PrintedBag& bag : bags) {
    Integer cells = billionths(bag.volume) * billionths(bag.counted) / one;
    for (const Printed* fraction :
         {&bag.recovery, &bag.viable_fraction, &bag.nk_fraction, &bag.car_fraction})
      cells = cells * billionths(*fraction) / one; // each product is cut, in this order
    sum += cells;
    volumes += billionths(bag.volume);
  }
  if (sum != billionths(delivered))
    return "delivered = sum of volume x cells/mL x recovery x viable x NK x CAR fraction";
  if (volumes != billionths(volume)) return "volume = sum of the bags' volumes";
  if (sum > billionths(ceiling)) return "delivered is at most the protocol's ceiling";
  return std::nullopt;
}

std::optional<std::string_view> contradiction(const PrintedDose& dose, Printed clearance,
                                              std::span<const PrintedBand> bands, bool absolute) {
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
