// Reads the table of glucocorticoids.
#pragma once

#include "dosing/text/document.hpp"
#include "schedule/criteria/glucocorticoid.hpp"

namespace nkdose {

/// Reads the table. Every number is above 0 and at most 100 mg.
Checked<GlucocorticoidTable, Problems> read_glucocorticoids(const Document& document,
                                                            std::string sha256);

} // namespace nkdose
