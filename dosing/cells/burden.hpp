// What comes with the cells: T cells, endotoxin, DMSO; and how long the infusion takes.
#pragma once

#include "dosing/cells/bags.hpp"

namespace nkdose {

/// The volume of one bag that is given; none where the bag is not.
Volume volume_of(const std::vector<Certificate>& bags, const BagsGiven& given, std::size_t bag);

/// Residual CD3-positive cells per kg in the bags that state them; none where none does. Where not
/// all do, this and the next two are the least that it can be: see `all_state`.
std::optional<CellsPerKilogram> t_cells_per_kg(const std::vector<Certificate>& bags,
                                               const BagsGiven& given, ActualWeight weight);

/// DMSO per kg in all bags of one infusion.
std::optional<DmsoPerKilogram> dmso_per_kg(const std::vector<Certificate>& bags,
                                           const BagsGiven& given, DrugConcentration density,
                                           ActualWeight weight);

/// Endotoxin per kg in the worst hour: at the fastest rate, the bags with most of it together.
/// Without a rate all bags count as one hour.
std::optional<EndotoxinLoad> endotoxin_load(const std::vector<Certificate>& bags,
                                            const BagsGiven& given, std::optional<Flow> fastest,
                                            ActualWeight weight);

/// Whether every bag that is given states a figure.
enum class Stated { t_cells, dmso, endotoxin };
bool all_state(const std::vector<Certificate>& bags, const BagsGiven& given, Stated figure);

/// From the end of one bag to the beginning of the next (spike, prime, identify), where neither
/// protocol nor site has a number: from memory, so unverified.
constexpr Limit<Duration> usual_bag_change{in<Duration>(5_d), Standing::unverified};
constexpr Limit<Duration> bag_change(const CellLimits& limits) {
  return limits.bag_change.value_or(usual_bag_change);
}

/// One bag in the order in which they are thawed and given, at one rate.
struct BagTime {
  std::size_t bag;
  Duration begins{}; ///< from the beginning of the infusion, cut at the ninth decimal
  Duration takes{};
};
/// `change` passes between one bag and the next.
std::vector<BagTime> bag_times(const std::vector<Certificate>& bags, const BagsGiven& given,
                               Flow rate, Duration change);

/// From the beginning of the first bag to the end of the last.
Duration infusion_time(const BagsGiven& given, Flow rate, Duration change);

} // namespace nkdose
