// Reads a site's policy.
#pragma once

#include "dosing/text/document.hpp"
#include "schedule/protocol/site.hpp"

namespace nkdose {

Checked<Site, Problems> read_site(const Document& document, std::string sha256);

} // namespace nkdose
