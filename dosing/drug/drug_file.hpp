// Reads a drug's file.
#pragma once

#include "dosing/drug/drug.hpp"
#include "dosing/text/document.hpp"

namespace nkdose {

/// Reads a drug file. Proves that its renal bands have no gap and no overlap.
Checked<Drug, Problems> read_drug(const Document& document, std::string sha256);

} // namespace nkdose
