#include "dosing/drug/bands.hpp"

namespace nkdose {

DoseBand BandsInUse::band(std::size_t index) const {
  const DoseBand& published = table->bands[index];
  if (!is_derived()) return published;
  const auto scaled = [this](DailyDose dose) {
    return exact(dose.value(), strength.value()).over(table->strength.value());
  };
  const auto limit = [&](DailyDose dose) {
    return in<DailyDose>(round_half_up(scaled(dose), 0.01_d));
  };
  return {limit(published.from), limit(published.below), in<DailyDose>(scaled(published.dose))};
}

std::optional<std::size_t> BandsInUse::index_of(DailyDose dose) const {
  std::size_t low = 0, high = table->bands.size(); // the first band that ends above the dose
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (band(middle).below <= dose)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == table->bands.size() || dose < band(low).from) return std::nullopt;
  return low;
}

} // namespace nkdose
