#include "dosing/cells/burden.hpp"

#include <algorithm>

namespace nkdose {
namespace {

template <class Look> // look(certificate, volume) for every bag that is given
void each_given(const std::vector<Certificate>& bags, const BagsGiven& given, Look look) {
  for (std::size_t i = 0; i < bags.size(); ++i)
    if (given.bags.holds(i)) look(bags[i], volume_of(bags, given, i));
}

// How many of the bags that are given state a figure.
template <class Part>
int stating(const std::vector<Certificate>& bags, const BagsGiven& given, Part part) {
  int count = 0;
  each_given(bags, given,
             [&](const Certificate& bag, Volume) { count += (bag.*part).has_value() ? 1 : 0; });
  return count;
}

} // namespace

Volume volume_of(const std::vector<Certificate>& bags, const BagsGiven& given, std::size_t bag) {
  if (!given.bags.holds(bag)) return {};
  return given.partly == bag ? given.part : bags[bag].volume;
}

std::optional<CellsPerKilogram> t_cells_per_kg(const std::vector<Certificate>& bags,
                                               const BagsGiven& given, ActualWeight weight) {
  if (stating(bags, given, &Certificate::cd3_fraction) == 0) return std::nullopt;
  CellCount cells;
  each_given(bags, given, [&](const Certificate& bag, Volume volume) {
    cells += in<CellCount>(viable_cells(bag, volume).value() * bag.cd3_fraction.value_or(0_d));
  });
  return cells / weight.quantity();
}

std::optional<DmsoPerKilogram> dmso_per_kg(const std::vector<Certificate>& bags,
                                           const BagsGiven& given, DrugConcentration density,
                                           ActualWeight weight) {
  if (stating(bags, given, &Certificate::dmso_fraction) == 0) return std::nullopt;
  DrugMass mass;
  each_given(bags, given, [&](const Certificate& bag, Volume volume) {
    mass += volume * bag.dmso_fraction.value_or(0_d) * density;
  });
  return mass / weight.quantity();
}

std::optional<EndotoxinLoad> endotoxin_load(const std::vector<Certificate>& bags,
                                            const BagsGiven& given, std::optional<Flow> fastest,
                                            ActualWeight weight) {
  if (stating(bags, given, &Certificate::endotoxin) == 0) return std::nullopt;
  struct Portion {
    EndotoxinConcentration endotoxin;
    Volume volume;
  };
  std::vector<Portion> portions;
  each_given(bags, given, [&](const Certificate& bag, Volume volume) {
    if (bag.endotoxin) portions.push_back({*bag.endotoxin, volume});
  });
  std::stable_sort(portions.begin(), portions.end(),
                   [](const Portion& a, const Portion& b) { return a.endotoxin > b.endotoxin; });
  Volume room = fastest ? std::min(*fastest * in<Duration>(60_d), given.volume) : given.volume;
  Decimal units;
  for (const Portion& portion : portions) {
    const Volume volume = std::min(portion.volume, room);
    units += volume.value() * portion.endotoxin.quantity().value();
    room -= volume;
  }
  return EndotoxinLoad(in<CountPerBodyMass>(units / weight.quantity().value()));
}

bool all_state(const std::vector<Certificate>& bags, const BagsGiven& given, Stated figure) {
  const int count = given.bags.count();
  switch (figure) {
  case Stated::t_cells:
    return stating(bags, given, &Certificate::cd3_fraction) == count;
  case Stated::dmso:
    return stating(bags, given, &Certificate::dmso_fraction) == count;
  case Stated::endotoxin:
    return stating(bags, given, &Certificate::endotoxin) == count;
  }
  return false;
}

std::vector<BagTime> bag_times(const std::vector<Certificate>& bags, const BagsGiven& given,
                               Flow rate, Duration change) {
  std::vector<BagTime> times;
  Volume before;
  Duration changes;
  for (std::size_t i = 0; i < bags.size(); ++i) {
    if (!given.bags.holds(i)) continue;
    const Volume volume = volume_of(bags, given, i);
    times.push_back({i, before / rate + changes, volume / rate});
    before += volume;
    changes += change;
  }
  return times;
}

Duration infusion_time(const BagsGiven& given, Flow rate, Duration change) {
  const int changes = given.bags.count() - 1;
  return given.volume / rate + in<Duration>(change.value() * Decimal(changes));
}

} // namespace nkdose
