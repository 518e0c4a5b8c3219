#include "cli/command/delivery.hpp"

#include "cli/data/error_json.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <ostream>

namespace nkdose {

int report(const Problems& problems, bool as_json, const Streams& streams) {
  for (const Problem& problem : problems)
    streams.err << fmt::format("nkdose: {}: {}: {}\n", to_text(problem.place), problem.detail,
                               problem.action);
  if (as_json) streams.out << error_json(problems) << std::flush;
  return streams.out ? exit_invalid : exit_file;
}

int report(const FileFault& fault, const Streams& streams) {
  if (!fault.detail.empty()) streams.err << "nkdose: " << fault.detail << '\n';
  return exit_file;
}

int deliver(const Reply& reply, const Options& options, const Streams& streams) {
  if (options.output) {
    if (const auto fault = write_whole_file(*options.output, reply.text))
      return report(*fault, streams);
    return reply.exit_code;
  }
  errno = 0;
  streams.out << reply.text << std::flush;
  if (streams.out) return reply.exit_code;
  const bool closed_pipe = errno == EPIPE;
  return report(FileFault{closed_pipe
                              ? ""
                              : fmt::format("cannot write the output: {}", std::strerror(errno))},
                streams);
}

} // namespace nkdose
