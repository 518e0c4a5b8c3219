#include "dosing/drug/dose.hpp"

namespace nkdose {

std::optional<Decimal> renal_fraction(const RenalAdjustment& adjustment, DoseLevel level) {
  if (const auto* reduced = std::get_if<ReducedByFraction>(&adjustment)) return reduced->fraction;
  if (const auto* reduced = std::get_if<ReducedToLevel>(&adjustment))
    return reduced->level.value() / level.value();
  if (std::holds_alternative<FullLevel>(adjustment)) return Decimal(1);
  if (std::holds_alternative<Withheld>(adjustment)) return Decimal(0);
  return std::nullopt;
}

} // namespace nkdose
