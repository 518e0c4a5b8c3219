// What a command, or a call of the C library, answers with.
#pragma once

#include <string>

namespace nkdose {

/// 0 ready, or an answer with nothing open; 1 draft, refused, or anything else with an open warning
/// or stop; 2 usage or input, nothing computed; 3 a file that fails, or an internal error.
enum ExitCode { exit_ready = 0, exit_open = 1, exit_invalid = 2, exit_file = 3 };

struct Reply {
  std::string text;
  int exit_code = exit_ready;
};

} // namespace nkdose
