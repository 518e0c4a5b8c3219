// Every command, one row each.
#pragma once

#include "cli/options/command.hpp"

namespace nkdose {

/// In the order in which help and manual show them.
std::span<const Command> commands();

} // namespace nkdose
