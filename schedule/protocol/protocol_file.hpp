// Reads a protocol.
#pragma once

#include "dosing/text/document.hpp"
#include "schedule/protocol/protocol.hpp"

namespace nkdose {

/// Reads a protocol file; its drugs have files of their own.
Checked<Protocol, Problems> read_protocol(const Document& document, std::string sha256);

} // namespace nkdose
