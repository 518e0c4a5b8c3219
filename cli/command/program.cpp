#include "cli/command/program.hpp"

#include "cli/command/command_table.hpp"
#include "cli/command/delivery.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/parser.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// An output that would replace one of its own inputs is a slip.
void refuse_overwriting(const Options& options) {
  if (!options.output) return;
  for (const std::string& input :
       {options.argument, options.site.value_or(""), options.protocol.value_or(""),
        options.cohort.value_or(""), options.design.value_or(""), options.order.value_or("")})
    if (!input.empty() && is_same_file(*options.output, input))
      throw Invalid{{usage("the output is one of the inputs", "name another file with --output")}};
}

int obey(const Options& options, const Streams& streams) {
  if (options.help) return deliver({*options.help}, options, streams);
  return find_command(commands(), options.command)->run(options, streams);
}

} // namespace

int run(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out,
        std::ostream& err) {
  const Streams streams{in, out, err};
  try {
    auto options = read_options(commands(), arguments);
    refuse_overwriting(must(options));
    return obey(*options, streams);
  } catch (const Invalid& invalid) {
    return report(invalid.problems, asks_for_json(arguments), streams);
  } catch (const Broken& broken) {
    return report(broken.fault, streams);
  } catch (const std::exception& error) {
    return report(FileFault{fmt::format("internal error, nothing is released: {}", error.what())},
                  streams);
  }
}

} // namespace nkdose
