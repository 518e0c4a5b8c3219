// The program: arguments and streams in, an exit code out.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace nkdose {

/// `arguments` without the program's name. Never throws. The exit codes are those
/// of `ExitCode` in cli/outcome/reply.hpp.
int run(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out,
        std::ostream& err);

} // namespace nkdose
