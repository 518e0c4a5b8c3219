#include "dosing/burden.hpp"

#include <algorithm>

namespace nkdose {
namespace {

template <class Look> // look(certificate, volume) for every bag that is given
void each_given(const std::vector<Certificate>& bags, const BagsGiven& given, Look look) {
  for (std::size_t i = 0; i < bags.size(); ++i)
    if (given.bags.holds(i)) look(bags[i], volume_of(bags, given, i));
}

template <class Part>
bool all_have(const std::vector<Certificate>& bags, const BagsGiven& given, Part part) {
  bool all = !given.bags.empty();
  each_given(bags, given,
             [&](const Certificate& bag, Volume) { all = all && (bag.*part).has_value(); });
  return all;
}

} // namespace

Volume volume_of(const std::vector<Certificate>& bags, const BagsGiven& given, std::size_t bag) {
  if (!given.bags.holds(bag)) return {};
  return given.partly == bag ? given.part : bags[bag].volume;
}

std::optional<CellsPerKilogram> t_cells_per_kg(const std::vector<Certificate>& bags,
                                               const BagsGiven& given, ActualWeight weight) {
  if (!all_have(bags, given, &Certificate::cd3_fraction)) return std::nullopt;
  CellCount cells;
  each_given(bags, given, [&](const Certificate& bag, Volume volume) {
    cells += in<CellCount>(viable_cells(bag, volume).value() * *bag.cd3_fraction);
  });
  return cells / weight.quantity();
}

std::optional<DmsoPerKilogram> dmso_per_kg(const std::vector<Certificate>& bags,
                                           const BagsGiven& given, DrugConcentration density,
                                           ActualWeight weight) {
  if (!all_have(bags, given, &Certificate::dmso_fraction)) return std::nullopt;
  DrugMass mass;
  each_given(bags, given, [&](const Certificate& bag, Volume volume) {
    mass += volume * *bag.dmso_fraction * density;
  });
  return mass / weight.quantity();
}

std::optional<EndotoxinLoad> endotoxin_load(const std::vector<Certificate>& bags,
                                            const BagsGiven& given, std::optional<Flow> fastest,
                                            ActualWeight weight) {
  if (!all_have(bags, given, &Certificate::endotoxin)) return std::nullopt;
  struct Portion {
    EndotoxinConcentration endotoxin;
    Volume volume;
  };
  std::vector<Portion> portions;
  each_given(bags, given, [&](const Certificate& bag, Volume volume) {
    portions.push_back({*bag.endotoxin, volume});
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

std::vector<BagTime> bag_times(const std::vector<Certificate>& bags, const BagsGiven& given,
                               Flow rate) {
  std::vector<BagTime> times;
  Volume before;
  for (std::size_t i = 0; i < bags.size(); ++i) {
    if (!given.bags.holds(i)) continue;
    const Volume volume = volume_of(bags, given, i);
    times.push_back({i, before / rate, volume / rate});
    before += volume;
  }
  return times;
}

} // namespace nkdose
