// Reads the file of a table of dose bands.
#pragma once

#include "dosing/drug/bands.hpp"
#include "dosing/text/document.hpp"

namespace nkdose {

/// Reads a table. Proves that its bands have no gap and no overlap and hold their own doses.
Checked<BandTable, Problems> read_band_table(const Document& document, std::string sha256);

} // namespace nkdose
