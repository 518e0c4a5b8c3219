// The parser of the command line. Only parser.cpp sees CLI11.
#pragma once

#include "cli/options/command.hpp"
#include "dosing/text/checked.hpp"

namespace nkdose {

/// Never prints and never ends the program: what is to be printed as help is in the options.
Checked<Options, Problems> read_options(std::span<const Command> commands,
                                        const std::vector<std::string>& arguments);

/// Whether the arguments ask for JSON, for errors that come before they are understood.
bool asks_for_json(const std::vector<std::string>& arguments);

} // namespace nkdose
