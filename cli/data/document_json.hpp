// A document's values as JSON again, each as it was written.
#pragma once

#include "dosing/text/document.hpp"

namespace nkdose {

/// On one line, without blanks. A date becomes a text.
std::string compact_json(const Value& value);

} // namespace nkdose
