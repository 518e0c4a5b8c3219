// A command as one row: its help, its options, its formats and what runs it. From the rows come the
// parser, the help, the manual page, the completions and the dispatch.
#pragma once

#include "cli/options/command_line.hpp"
#include "cli/options/options.hpp"

#include <iosfwd>
#include <span>
#include <variant>

namespace nkdose {

/// Where an option's text goes; of a flag, whether it is there.
using OptionValue =
    std::variant<bool Options::*, std::string Options::*, std::optional<std::string> Options::*,
                 std::vector<std::string> Options::*>;

struct OptionRow {
  std::string_view names;   ///< "--set", "-o,--output"; an argument's is "CASE"
  std::string_view meaning; ///< one line
  OptionValue value;
  Expected expected = Expected::text;            ///< of a flag: nothing, whatever stands here
  std::vector<std::string> (*words)() = nullptr; ///< that are known to fit
};

/// What a command reads from and writes to, beside files.
struct Streams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
};

struct Command {
  std::string_view name;
  std::string_view summary; ///< one line, without a point
  std::string examples;     ///< lines of the help that stand before the options
  std::vector<Format> formats;
  std::vector<OptionRow> options; ///< behind those of every command: --format and --output
  /// Returns the exit code; throws Invalid or Broken.
  int (*run)(const Options& options, const Streams& streams);
  bool is_as_input = false; ///< without --format the output is as the input, otherwise the first

  Format format_without_option() const { return is_as_input ? Format::as_input : formats.front(); }
};

/// The first command of a name, or none.
const Command* find_command(std::span<const Command> commands, std::string_view name);

/// "text, json or csv".
std::string formats_in_words(const Command& command);
/// What the help says of --format, which every command has.
std::string format_meaning(const Command& command);
/// --output, which every command has.
inline constexpr OptionRow output_option{"-o,--output", "Write to this file, whole or not at all",
                                         &Options::output, Expected::file};

/// A command as completions and the manual show it.
CommandShape shape_of(const Command& command);
std::vector<CommandShape> shapes_of(std::span<const Command> commands);

} // namespace nkdose
