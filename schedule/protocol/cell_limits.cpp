#include "schedule/protocol/cell_limits.hpp"

#include "dosing/text/search.hpp"

#include <algorithm>

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

} // namespace

std::string CellLimitTable::source_of(std::string_view kind) const {
  const auto found = find_in(sources, Name(kind), &CellLimitSource::kind);
  return found == sources.end() ? "" : found->source;
}

CellLimitTable laid_over(const CellLimitTable& protocol, const CellLimitTable& site) {
  CellLimitTable result = protocol;
  CellLimits& limits = result.limits;
  lay(limits.t_cells, site.limits.t_cells);
  lay(limits.endotoxin, site.limits.endotoxin);
  lay(limits.dmso, site.limits.dmso);
  if (site.limits.dmso) limits.dmso_density = site.limits.dmso_density;
  lay(limits.viability, site.limits.viability);
  lay(limits.nk_purity, site.limits.nk_purity);
  lay(limits.thaw_expiry, site.limits.thaw_expiry);
  lay(limits.bag_change, site.limits.bag_change);
  limits.window = narrower(protocol.limits.window, site.limits.window);
  // A range is replaced as a whole: half a site's and half a protocol's is nobody's.
  if (!site.source_of("concentration").empty()) {
    limits.thinnest = site.limits.thinnest;
    limits.densest = site.limits.densest;
  }
  if (!site.source_of("infusion-rate").empty()) {
    limits.slowest = site.limits.slowest;
    limits.fastest = site.limits.fastest;
  }
  result.sources = site.sources;
  for (const CellLimitSource& source : protocol.sources)
    if (site.source_of(source.kind.text()).empty()) result.sources.push_back(source);
  return result;
}

} // namespace nkdose
