#include "dosing/dose.hpp"

#include <ranges>

namespace nkdose {

const RenalBand& RenalBands::of(CreatinineClearance clearance) const {
  const auto bands = all();
  const auto is_within = [&](const RenalBand& band) { return band.from <= clearance; };
  const auto from_the_top = std::views::reverse(bands);
  const auto found = std::ranges::find_if(from_the_top, is_within);
  return found == from_the_top.end() ? bands.front() : *found;
}

RenalAdjustment renal_adjustment(const DoseRule& rule, DoseLevel level,
                                 std::optional<CreatinineClearance> clearance) {
  if (rule.basis == RenalBasis::none || rule.bands.empty()) return FullLevel{};
  if (!clearance) return UnknownClearance{};
  const RenalBand& band = rule.bands.of(*clearance);
  if (band.fraction == Decimal(0)) return Withheld{};
  if (band.fraction == Decimal(1)) return FullLevel{};
  if (rule.basis == RenalBasis::fraction) return ReducedByFraction{band.fraction};
  if (*band.absolute < level) return ReducedToLevel{*band.absolute};
  return FullLevel{};
}

} // namespace nkdose
