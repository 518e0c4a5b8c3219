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

Adopted adoption_of(const Site& site, const Protocol& protocol) {
  Adopted result = Adopted::no;
  for (const Adoption& adoption : site.adoptions) {
    if (adoption.protocol != protocol.id) continue;
    if (adoption.version == protocol.version && adoption.sha256 == protocol.sha256)
      return Adopted::yes;
    result = Adopted::other_version;
  }
  return result;
}

} // namespace nkdose
