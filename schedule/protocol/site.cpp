#include "schedule/protocol/site.hpp"

#include "dosing/text/search.hpp"

namespace nkdose {

DrugRounding Site::rounding(Name drug) const {
  const auto found = find_in(roundings, drug, &DrugRounding::drug);
  if (found != roundings.end()) return *found;
  return {.drug = drug,
          .policy = {},
          .volumes = std::nullopt,
          .bands = {},
          .source = "default: whole mg from 10 mg up (ISMP 1997), 0.1 mg below"};
}

const SitePreparation* Site::preparation(Name drug) const {
  const auto found = find_in(preparations, drug, &SitePreparation::drug);
  return found == preparations.end() ? nullptr : &*found;
}

const Adoption* signature_under(const Protocol& protocol, const Site& site) {
  const auto found = find_in(site.adoptions, true, [&](const Adoption& adoption) {
    return adoption.protocol == protocol.id && adoption.version == protocol.version &&
           adoption.sha256 == protocol.sha256;
  });
  return found == site.adoptions.end() ? nullptr : &*found;
}

Adopted adoption_of(const Site& site, const Protocol& protocol) {
  if (signature_under(protocol, site)) return Adopted::yes;
  return holds(site.adoptions, protocol.id, &Adoption::protocol) ? Adopted::other_version
                                                                 : Adopted::no;
}

} // namespace nkdose
