// Which bags of cells to thaw for each infusion, and how much of them to give.
#pragma once

#include "dosing/cells/cells.hpp"

#include <cstdint>

namespace nkdose {

/// A set of bags by their place in the order: bit 0 is the first. At most 64 bags.
class BagSet {
public:
  static constexpr std::size_t limit = 64;
  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool holds(std::size_t bag) const { return (bits_ >> bag & 1u) != 0; }
  constexpr void add(std::size_t bag) { bits_ |= std::uint64_t{1} << bag; }
  constexpr void remove(std::size_t bag) { bits_ &= ~(std::uint64_t{1} << bag); }
  constexpr void remove(BagSet others) { bits_ &= ~others.bits_; }
  int count() const { return __builtin_popcountll(bits_); }
  friend constexpr auto operator<=>(BagSet, BagSet) = default;

private:
  std::uint64_t bits_ = 0;
};

/// What one infusion is made of.
struct BagsGiven {
  BagSet bags{};
  std::optional<std::size_t> partly; ///< the bag of which only `part` is given
  Volume part{};
  Volume volume{};       ///< of all of them
  CellCount delivered{}; ///< CAR-positive viable NK cells
};

/// Both ways of giving one infusion.
struct InfusionMade {
  BagsGiven whole_bags;
  BagsGiven exact_volume;

  const BagsGiven& given(Giving giving) const {
    return giving == Giving::whole_bags ? whole_bags : exact_volume;
  }
};

/// A partial bag is given in whole steps of this; cut, so that the level is never passed.
constexpr Volume partial_step = in<Volume>(0.1_d);

/// Up to this many bags the choice is exact; beyond, it takes the largest that fit, one by one.
constexpr std::size_t most_for_exact_choice = 20;

/// The bags that name an infusion, counted from 1; with 0, those that name none.
BagSet bags_for(const std::vector<Certificate>& bags, int infusion);

/// The bags, each in full, that come closest to the level and together stay at or below the
/// ceiling; of equally close choices the one with the fewest bags, then with fewer cells, then with
/// the earlier bags. Empty where every bag alone is above the ceiling.
BagSet choose_bags(const std::vector<Certificate>& bags, BagSet available, CellCount level,
                   CellCount ceiling);

/// The fewest bags that hold the level (the largest first), the last of them in part; all of them,
/// where together they hold less.
BagsGiven choose_exact_volume(const std::vector<Certificate>& bags, BagSet available,
                              CellCount level);

/// What a set of bags delivers, each in full.
BagsGiven whole_bags(const std::vector<Certificate>& bags, BagSet chosen);

/// One sheet an infusion that is left, in order, from `first` (counted from 0). Bags that name an
/// infusion are given in it and in no other; otherwise each infusion has what the ones before it
/// left. A bag that expires before an infusion is not in it. None without a level.
std::vector<InfusionMade> share_bags(const std::vector<Certificate>& bags,
                                     const CellAssignment& assignment, const CellRule& rule,
                                     int first);

} // namespace nkdose
