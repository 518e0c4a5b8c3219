// The cell dose: the assigned level for a patient, and what a bag holds by its certificate.
#pragma once

#include "dosing/drug/preparation.hpp"

#include <vector>

namespace nkdose {

/// So that nothing overflows: 1 to 1e14 cells, or at most 1e11 per kg.
constexpr bool is_possible(CellCount level) {
  return level.value() >= 0.000001_d && level.value() <= 100'000'000_d; // millions
}
constexpr bool is_possible(CellsPerKilogram level) {
  return level.value() >= 0.000001_d && level.value() <= 100'000_d;
}

/// What the certificate of one bag or vial says. The denominator of the CAR fraction is asked,
/// never guessed: where it is all viable cells, the NK fraction is 1 here, so that nothing counts
/// twice.
struct Certificate {
  Volume volume{};
  CellConcentration counted{};
  Decimal recovery = 1_d; ///< of the counted cells after thaw; 1 where they were counted then
  Decimal viable_fraction = 1_d;  ///< of the counted cells; 1 where viable cells were counted
  Decimal nk_fraction = 1_d;      ///< CD56+CD3- of viable cells
  Decimal car_fraction = 1_d;     ///< of the NK cells, or of viable cells where nk_fraction is 1
  bool says_when_counted = false; ///< after thaw, or before freezing
  std::optional<Decimal> viability_percent; ///< for the release check
  std::optional<Decimal> nk_percent;        ///< likewise
  std::optional<Decimal> cd3_fraction;      ///< residual T cells, of viable cells
  std::optional<EndotoxinConcentration> endotoxin;
  std::optional<Decimal> dmso_fraction; ///< volume by volume
  int infusion = 0; ///< the number of the infusion it is meant for; 0: the program chooses
  std::optional<int> last_infusion = {}; ///< the last one before it expires; none: it keeps for all

  friend bool operator==(const Certificate&, const Certificate&) = default;
};

/// volume x counted cells/mL x recovery x viable fraction: all viable cells, of any kind.
constexpr CellCount viable_cells(const Certificate& bag, Volume volume) {
  const Decimal counted = (volume * bag.counted).value();
  return in<CellCount>(counted * bag.recovery * bag.viable_fraction);
}

/// viable cells x NK fraction x CAR fraction, each product cut at a thousandth of a cell. After
/// FDA's Summary Basis for Kymriah: % CAR x viable cells/mL x volume.
constexpr CellCount delivered_by(const Certificate& bag, Volume volume) {
  return in<CellCount>(viable_cells(bag, volume).value() * bag.nk_fraction * bag.car_fraction);
}
constexpr CellCount delivered_by(const Certificate& bag) {
  return delivered_by(bag, bag.volume);
}

/// What a protocol allows for one infusion. Both ends are allowed.
struct FlatRange {
  CellCount floor{}, ceiling{};
};
struct PerKilogramRange {
  CellsPerKilogram floor{}, ceiling{};
  std::optional<CellCount> cap; ///< no patient gets more
};
/// A range for patients up to a weight (inclusive); the last tier has no end.
struct CellTier {
  std::variant<FlatRange, PerKilogramRange> range;
  std::optional<ActualWeight> up_to = {};

  bool is_per_kg() const { return std::holds_alternative<PerKilogramRange>(range); }
};

constexpr std::size_t most_tiers = 4;
constexpr std::size_t most_infusions = 14;

/// How far the cells that are delivered may be from the assigned level, in per cent of it.
struct DeliveryWindow {
  Decimal down, up;

  friend bool operator==(const DeliveryWindow&, const DeliveryWindow&) = default;
};
/// Where neither protocol nor site has a window: 20 % either way, as one CAR trial accepts
/// (PMC11461191, table 1).
constexpr DeliveryWindow usual_window{20_d, 20_d};

/// What a product must keep, where its certificate gives the figure. Each is set by the protocol or
/// by the site.
struct CellLimits {
  std::optional<Limit<CellsPerKilogram>> t_cells;     ///< highest residual CD3-positive cells
  std::optional<Limit<EndotoxinLoad>> endotoxin;      ///< highest in any hour
  std::optional<Limit<DmsoPerKilogram>> dmso;         ///< highest of one day
  DrugConcentration dmso_density{};                   ///< that `dmso` is reckoned with
  std::optional<Limit<Decimal>> viability, nk_purity; ///< lowest, in per cent
  std::optional<Limit<CellConcentration>> thinnest, densest; ///< of the counted cells
  std::optional<Limit<Flow>> slowest, fastest;               ///< of the infusion
  std::optional<Limit<Duration>> thaw_expiry;                ///< from thaw to the end of the bag
  std::optional<Limit<Duration>> bag_change;                 ///< from one bag to the next
  std::optional<DeliveryWindow> window;                      ///< around the assigned level

  /// The fastest rate, where it may decide something; one from memory may not.
  std::optional<Flow> established_fastest() const {
    return fastest && fastest->standing == Standing::established ? std::optional(fastest->value)
                                                                 : std::nullopt;
  }
};

/// How a level is made of bags.
enum class Giving {
  whole_bags,  ///< each bag in full: as close to the level as the bags allow
  exact_volume ///< all bags in full but one, of which only what is needed
};

struct CellRule {
  std::array<CellTier, most_tiers> tiers{};
  std::size_t tier_count = 1;
  int infusions = 1; ///< of the chosen infusion list
  Giving giving = Giving::whole_bags;
  bool range_is_per_infusion = false; ///< otherwise it could be read per course (C002)
  CellLimits limits{};

  const CellTier& tier_for(ActualWeight weight) const {
    std::size_t tier = 0;
    while (tier + 1 < tier_count && tiers[tier].up_to && weight > *tiers[tier].up_to)
      ++tier;
    return tiers[tier];
  }
};

/// The assigned level as this patient's number of cells, and the range on this weight.
struct CellAssignment {
  std::optional<CellLevel> ordered;    ///< none where the order has none
  std::optional<CellCount> level;      ///< each infusion
  std::optional<CellCount> before_cap; ///< where a cap has lowered it
  CellCount floor{}, ceiling{};
  int infusions = 1;

  /// The level times the number of infusions, where there is a level.
  CellCount course() const { return in<CellCount>(level->value() * Decimal(infusions)); }
};

/// The order's level is per kg exactly where the patient's tier is.
CellAssignment cell_assignment(const std::optional<CellLevel>& ordered, ActualWeight weight,
                               const CellRule& rule);

/// delivered / level - 1 in per cent, cut toward zero; `level` above zero.
Decimal deviation_percent(CellCount delivered, CellCount level);

} // namespace nkdose
