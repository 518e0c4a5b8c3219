// Reads a site's policy.
#pragma once

#include "dosing/text/document.hpp"
#include "schedule/protocol/site.hpp"

namespace nkdose {

Checked<Site, Problems> read_site(const Document& document, std::string sha256);

/// The time zone that a site's file names, before all of it is read; none where it names none.
std::optional<Reading<std::string>> time_zone_of(const Document& site);

/// The site that is used when none is named. It is nobody's: its limits inform, until a hospital
/// writes its own, and a protocol's come before them.
bool is_built_in(const Site& site);

} // namespace nkdose
