// A page as plain text: at most 100 columns.
#pragma once

#include "cli/sheet/sheet.hpp"

namespace nkdose {

/// Wrapped between words, each line under the beginning of its text; a number stays with its unit.
std::string text_of(const Sheet& sheet);

} // namespace nkdose
