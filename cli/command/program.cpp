#include "cli/command/program.hpp"

#include "cli/command/commands.hpp"
#include "cli/data/error_json.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <iostream>

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

Reply answer(const Options& options, std::istream& in) {
  if (options.help) return {*options.help};
  if (options.command == "plan") return answer_plan(options, in);
  if (options.command == "screen") return answer_screen(options, in);
  if (options.command == "cells") return answer_cells(options, in);
  if (options.command == "verify") return answer_verify(options, in);
  if (options.command == "cds") return answer_cds(options, in);
  if (options.command == "calendar") return answer_calendar(options, in);
  if (options.command == "bsa") return answer_area(options);
  if (options.command == "clearance") return answer_clearance(options);
  if (options.command == "list") return answer_list(options);
  if (options.command == "explain") return answer_explain(options);
  if (options.command == "completion") return answer_completion(options);
  if (options.command == "man") return answer_man();
  if (options.command == "schema") return answer_schema(options);
  return answer_check(options);
}

int report(const Problems& problems, bool as_json, std::ostream& out, std::ostream& err) {
  for (const Problem& problem : problems)
    err << fmt::format("nkdose: {}: {}: {}\n", to_text(problem.place), problem.detail,
                       problem.action);
  if (as_json) out << error_json(problems) << std::flush;
  return out ? exit_invalid : exit_file;
}

int report(const FileFault& fault, std::ostream& err) {
  if (!fault.detail.empty()) err << "nkdose: " << fault.detail << '\n';
  return exit_file;
}

int deliver(const Reply& reply, const Options& options, std::ostream& out, std::ostream& err) {
  if (options.output) {
    if (const auto fault = write_whole_file(*options.output, reply.text))
      return report(*fault, err);
    return reply.exit_code;
  }
  errno = 0;
  out << reply.text << std::flush;
  if (out) return reply.exit_code;
  const bool closed_pipe = errno == EPIPE;
  return report(FileFault{closed_pipe
                              ? ""
                              : fmt::format("cannot write the output: {}", std::strerror(errno))},
                err);
}

} // namespace

int run(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out,
        std::ostream& err) {
  try {
    auto options = read_options(arguments);
    refuse_overwriting(must(options));
    if (options->command == "batch" && !options->help) return answer_batch(*options, in, out, err);
    return deliver(answer(*options, in), *options, out, err);
  } catch (const Invalid& invalid) {
    return report(invalid.problems, asks_for_json(arguments), out, err);
  } catch (const Broken& broken) {
    return report(broken.fault, err);
  } catch (const std::exception& error) {
    return report(FileFault{fmt::format("internal error, nothing is released: {}", error.what())},
                  err);
  }
}

} // namespace nkdose
