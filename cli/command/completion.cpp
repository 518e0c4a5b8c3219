// nkdose completion: a script for a shell.
#include "cli/command/command_table.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/outcome/reply.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {

Reply answer_completion(const Options& options, std::istream&) {
  if (!holds(completion_shells(), options.argument))
    throw Invalid{{usage(options.argument.empty()
                             ? "no shell is given"
                             : fmt::format("{} is not a shell", in_quotes(options.argument)),
                         did_you_mean(options.argument, completion_shells()))}};
  return {completion_script(options.argument, shapes_of(commands()))};
}

} // namespace nkdose
