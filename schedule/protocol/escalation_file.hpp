// Reads a design of dose escalation.
#pragma once

#include "dosing/text/document.hpp"
#include "schedule/protocol/escalation.hpp"

namespace nkdose {

/// Reads a design. Proves that each row gives every count of toxicities one action, and that no row
/// contradicts the one before it.
Checked<EscalationDesign, Problems> read_design(const Document& document, std::string sha256);

} // namespace nkdose
