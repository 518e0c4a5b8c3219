// The version of the program.
#pragma once

#include <string_view>

namespace nkdose {

/// As every output carries it. A literal: a zero byte follows.
std::string_view program_version();

} // namespace nkdose
