#include "cli/options/command.hpp"

#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

OptionShape shape_of(const OptionRow& row) {
  OptionShape shape;
  const auto comma = row.names.find(','); // behind a short name
  if (comma != row.names.npos) shape.short_name = row.names.substr(0, comma);
  shape.name = comma == row.names.npos ? row.names : row.names.substr(comma + 1);
  shape.meaning = row.meaning;
  shape.expected =
      std::holds_alternative<bool Options::*>(row.value) ? Expected::nothing : row.expected;
  if (row.words) shape.words = row.words();
  return shape;
}

// What the parser adds to every command.
OptionShape flag(std::string name, std::string short_name, std::string meaning) {
  return {std::move(name), std::move(short_name), std::move(meaning), Expected::nothing};
}

OptionShape format_option(const Command& command) {
  OptionShape shape{"--format", "", format_meaning(command)};
  for (const Format format : command.formats)
    shape.words.emplace_back(format.name);
  return shape;
}

} // namespace

const Command* find_command(std::span<const Command> commands, std::string_view name) {
  const auto found = find_in(commands, name, &Command::name);
  return found == commands.end() ? nullptr : &*found;
}

std::string formats_in_words(const Command& command) {
  std::string words;
  for (std::size_t i = 0; i < command.formats.size(); ++i)
    words += fmt::format("{}{}",
                         i == 0                            ? ""
                         : i + 1 == command.formats.size() ? " or "
                                                           : ", ",
                         command.formats[i].name);
  return words;
}

std::string format_meaning(const Command& command) {
  return fmt::format("{} (default: {})", formats_in_words(command),
                     command.format_without_option().name);
}

CommandShape shape_of(const Command& command) {
  CommandShape shape{std::string(command.name),
                     std::string(command.summary),
                     command.examples,
                     {flag("--help", "-h", "This help"),
                      flag("--version", "", "Display program version information and exit"),
                      format_option(command), shape_of(output_option)}};
  for (const OptionRow& row : command.options)
    shape.options.push_back(shape_of(row));
  return shape;
}

std::vector<CommandShape> shapes_of(std::span<const Command> commands) {
  std::vector<CommandShape> shapes;
  for (const Command& command : commands)
    shapes.push_back(shape_of(command));
  return shapes;
}

} // namespace nkdose
