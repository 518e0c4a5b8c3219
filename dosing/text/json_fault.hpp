// Why a text is not JSON, in words.
#pragma once

#include "dosing/text/checked.hpp"

namespace nkdose {

/// The first syntax error of a text; nothing where it is JSON.
std::optional<Problem> json_fault(std::string_view text, std::string_view name);

} // namespace nkdose
