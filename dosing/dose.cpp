#include "dosing/dose.hpp"

#include <algorithm>

namespace nkdose {

const RenalBand& RenalBands::of(CreatinineClearance clearance) const {
  const std::span<const RenalBand> bands = all();
  const auto above = std::find_if(bands.begin() + 1, bands.end(),
                                  [&](const RenalBand& band) { return band.from > clearance; });
  return *(above - 1);
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

std::optional<Decimal> renal_fraction(const RenalAdjustment& adjustment, DoseLevel level) {
  if (const auto* reduced = std::get_if<ReducedByFraction>(&adjustment)) return reduced->fraction;
  if (const auto* reduced = std::get_if<ReducedToLevel>(&adjustment))
    return reduced->level.value() / level.value();
  if (std::holds_alternative<FullLevel>(adjustment)) return Decimal(1);
  if (std::holds_alternative<Withheld>(adjustment)) return Decimal(0);
  return std::nullopt;
}

} // namespace nkdose
