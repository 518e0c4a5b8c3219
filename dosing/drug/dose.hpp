// The rule for a drug's dose: its level range, its renal bands, its rounding.
#pragma once

#include "dosing/body/clearance.hpp"
#include "dosing/drug/preparation.hpp"
#include "dosing/drug/rounding.hpp"
#include "dosing/text/name.hpp"

#include <array>
#include <optional>
#include <variant>

namespace nkdose {

/// The levels a protocol allows, per m2 and day; both ends are allowed.
struct LevelRange {
  DoseLevel low;
  DoseLevel high;
};

/// What a renal band's figures mean for a protocol; no source covers levels other than the label's.
enum class RenalBasis {
  fraction, ///< the ordered level times the band's fraction
  absolute, ///< the band's own level, where that is lower than the ordered one
  none,     ///< the drug has no renal rule in this protocol
};

/// From `from` (inclusive) to the next band's `from`.
struct RenalBand {
  CreatinineClearance from{Flow()};
  Decimal fraction;                  ///< 1: full; 0: withhold
  std::optional<DoseLevel> absolute; ///< the label's own level in this band

  constexpr bool is_given() const { return fraction > Decimal(0); }
};

/// Bands in ascending order, the first from 0: every clearance lies in exactly one.
class RenalBands {
public:
  static constexpr std::size_t limit = 8;
  constexpr bool empty() const { return size_ == 0; }
  /// `band.from` above the last band's; at most `limit` bands.
  void append(RenalBand band) { bands_.at(size_++) = band; }
  std::span<const RenalBand> all() const { return {bands_.data(), size_}; }
  /// Judged on the clearance as cut at the ninth decimal, never as printed. Not empty.
  const RenalBand& of(CreatinineClearance clearance) const {
    std::size_t band = 0;
    while (band + 1 < size_ && bands_[band + 1].from <= clearance)
      ++band;
    return bands_[band];
  }

private:
  std::array<RenalBand, limit> bands_{};
  std::size_t size_ = 0;
};

/// What the renal rule makes of an ordered level.
struct FullLevel {};
struct ReducedByFraction {
  Decimal fraction;
};
struct ReducedToLevel {
  DoseLevel level;
};
struct Withheld {};         ///< clearance in a band that forbids the drug
struct UnknownClearance {}; ///< a renal rule, and no creatinine to judge it on
using RenalAdjustment =
    std::variant<FullLevel, ReducedByFraction, ReducedToLevel, Withheld, UnknownClearance>;

/// How a drug is dosed in a protocol at a site.
struct DoseRule {
  Name drug;
  LevelRange range;
  RenalBasis basis = RenalBasis::none;
  RenalBands bands;
  RoundingPolicy rounding;
  int doses = 1;                                ///< daily doses of the course, 1 to 14
  std::array<int, most_doses> days{};           ///< their day numbers, ascending
  std::optional<PreparationPolicy> preparation; ///< none where no presentation is named
};

inline RenalAdjustment renal_adjustment(const DoseRule& rule, DoseLevel level,
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

/// What is left of a level: 0 where withheld, nothing where unknown.
std::optional<Decimal> renal_fraction(const RenalAdjustment& adjustment, DoseLevel level);

} // namespace nkdose
