#include "schedule/plan/second_derivation.hpp"

namespace nkdose {
namespace {

using namespace second_derivation;

} // namespace

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

} // namespace nkdose
