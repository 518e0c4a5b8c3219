// The program: arguments and streams in, an exit code out.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace nkdose {

enum ExitCode {
  exit_ready = 0,   ///< ready, or an answer with nothing open
  exit_open = 1,    ///< draft, refused, or anything else with an open warning or stop
  exit_invalid = 2, ///< usage or input: nothing was computed
  exit_file = 3,    ///< a file that cannot be opened, read or written; an internal error
};

/// `arguments` without the program's name. Never throws.
int run(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out,
        std::ostream& err);

} // namespace nkdose
