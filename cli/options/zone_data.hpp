// Time zones from the system's zone data: the only place that reads them.
#pragma once

#include "schedule/days/zone.hpp"

namespace nkdose {

/// The rules of a zone of the IANA database, for dates of this program (1870 to 2100); or why they
/// cannot be had: no zone data on this machine, or no such zone in them. Null for an empty name.
/// `folder` is where Abseil looks, too: TZDIR, else the system's.
WardZone load_zone(std::string_view name, const std::string& folder);

} // namespace nkdose
