// Reads how a site prepares its drugs and rounds their doses: [[preparation]] and [[rounding]].
#pragma once

#include "dosing/text/table.hpp"
#include "schedule/protocol/site.hpp"

namespace nkdose {

/// Into the site. A rounding to volumes, vials or bands needs a preparation of its drug.
void read_preparations(const Table& file, const References& references, Site& site);

} // namespace nkdose
