// What a command says, on its way out: a reply, or why there is none.
#pragma once

#include "cli/options/command.hpp"
#include "cli/outcome/failure.hpp"
#include "cli/outcome/reply.hpp"

namespace nkdose {

/// To --output or to standard output. Each of these returns the exit code.
int deliver(const Reply& reply, const Options& options, const Streams& streams);
int report(const Problems& problems, bool as_json, const Streams& streams);
int report(const FileFault& fault, const Streams& streams);

} // namespace nkdose
