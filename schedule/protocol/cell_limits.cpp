#include "schedule/protocol/cell_limits.hpp"

#include "dosing/text/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace nkdose {
namespace {

template <class Q>
void lay(std::optional<Q>& under, const std::optional<Q>& over) {
  if (over) under = over;
}

// A site may narrow the window of a protocol, and not widen it.
std::optional<DeliveryWindow> narrower(const std::optional<DeliveryWindow>& protocol,
                                       const std::optional<DeliveryWindow>& site) {
  if (!protocol || !site) return protocol ? protocol : site;
  return DeliveryWindow{std::min(protocol->down, site->down), std::min(protocol->up, site->up)};
}

enum class From { protocol, site, both };

template <class Q, class IsStricter>
From take_stricter(std::optional<Limit<Q>>& limit, const std::optional<Limit<Q>>& of_site,
                   IsStricter is_stricter) {
  if (!of_site) return From::protocol;
  const bool is_sites = !limit || limit->standing == Standing::unverified ||
                        is_stricter(of_site->value, limit->value);
  if (is_sites) limit = of_site;
  return is_sites ? From::site : From::protocol;
}

// A range that nobody has seen in a source is replaced as a whole; two that have nothing in common
// leave the protocol's.
template <class Q>
From take_stricter_range(std::optional<Limit<Q>>& low, std::optional<Limit<Q>>& high,
                         const std::optional<Limit<Q>>& lowest,
                         const std::optional<Limit<Q>>& highest) {
  if (!lowest && !highest) return From::protocol;
  const auto is_seen = [](const std::optional<Limit<Q>>& end) {
    return end && end->standing == Standing::established;
  };
  if (!is_seen(low) && !is_seen(high)) {
    low = lowest;
    high = highest;
    return From::site;
  }
  const auto low_of_protocol = low, high_of_protocol = high;
  const From lower = take_stricter(low, lowest, std::greater<>());
  const From upper = take_stricter(high, highest, std::less<>());
  if (low && high && low->value > high->value) {
    low = low_of_protocol;
    high = high_of_protocol;
    return From::protocol;
  }
  return lower == upper ? lower : From::both;
}

// A limit in mass says how much volume it allows only with its density.
From take_stricter_dmso(CellLimits& limits, const CellLimits& of_site) {
  const From from = take_stricter(limits.dmso, of_site.dmso, [&](auto site, auto protocol) {
    return exact(site.value(), limits.dmso_density.value()) <
           exact(protocol.value(), of_site.dmso_density.value());
  });
  if (from == From::site) limits.dmso_density = of_site.dmso_density;
  return from;
}

} // namespace

std::string CellLimitTable::source_of(std::string_view kind) const {
  const auto found = find_in(sources, Name(kind), &CellLimitSource::kind);
  return found == sources.end() ? "" : found->source;
}

CellLimitTable laid_over(const CellLimitTable& under, const CellLimitTable& over) {
  CellLimitTable result = under;
  CellLimits& limits = result.limits;
  lay(limits.t_cells, over.limits.t_cells);
  lay(limits.endotoxin, over.limits.endotoxin);
  lay(limits.dmso, over.limits.dmso);
  if (over.limits.dmso) limits.dmso_density = over.limits.dmso_density;
  lay(limits.viability, over.limits.viability);
  lay(limits.nk_purity, over.limits.nk_purity);
  lay(limits.thaw_expiry, over.limits.thaw_expiry);
  lay(limits.bag_change, over.limits.bag_change);
  limits.window = narrower(under.limits.window, over.limits.window);
  // A range is replaced as a whole: half a site's and half a protocol's is nobody's.
  if (!over.source_of("concentration").empty()) {
    limits.thinnest = over.limits.thinnest;
    limits.densest = over.limits.densest;
  }
  if (!over.source_of("infusion-rate").empty()) {
    limits.slowest = over.limits.slowest;
    limits.fastest = over.limits.fastest;
  }
  result.sources = over.sources;
  for (const CellLimitSource& source : under.sources)
    if (over.source_of(source.kind.text()).empty()) result.sources.push_back(source);
  return result;
}

CellLimitTable stricter_of(const CellLimitTable& protocol, const CellLimitTable& site) {
  CellLimitTable result = laid_over(protocol, site);
  // What has no stricter side is the site's.
  CellLimits& limits = result.limits;
  const auto bag_change = limits.bag_change;
  const auto window = limits.window;
  limits = protocol.limits;
  limits.bag_change = bag_change;
  limits.window = window;
  const CellLimits& its = site.limits;
  constexpr std::less<> less;
  constexpr std::greater<> more;
  const std::pair<std::string_view, From> taken[] = {
      {"residual-t-cells", take_stricter(limits.t_cells, its.t_cells, less)},
      {"endotoxin", take_stricter(limits.endotoxin, its.endotoxin, less)},
      {"dmso", take_stricter_dmso(limits, its)},
      {"viability", take_stricter(limits.viability, its.viability, more)},
      {"nk-purity", take_stricter(limits.nk_purity, its.nk_purity, more)},
      {"thaw-expiry", take_stricter(limits.thaw_expiry, its.thaw_expiry, less)},
      {"concentration",
       take_stricter_range(limits.thinnest, limits.densest, its.thinnest, its.densest)},
      {"infusion-rate",
       take_stricter_range(limits.slowest, limits.fastest, its.slowest, its.fastest)}};
  for (CellLimitSource& source : result.sources)
    for (const auto& [kind, from] : taken) {
      if (source.kind.text() != kind || from == From::site) continue;
      const std::string of_protocol = protocol.source_of(kind);
      source.source =
          from == From::both ? fmt::format("{}; {}", of_protocol, source.source) : of_protocol;
    }
  return result;
}

} // namespace nkdose
