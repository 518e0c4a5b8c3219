// An empty site file, to fill in.
#pragma once

#include "schedule/protocol/protocol.hpp"

#include <string>

namespace nkdose {

/// A site's file under a protocol, with this version of the protocol ready to be signed. What only
/// the hospital can know is "", which `nkdose check` names.
std::string site_template(const Protocol& protocol);

} // namespace nkdose
