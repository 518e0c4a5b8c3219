// The table of commands: whoever adds a row adds a scenario, and finds the row in the help.
#include "cli/command/command_table.hpp"
#include "cli/command/program.hpp"
#include "dosing/text/search.hpp"
#include "tests/unit/printed.hpp"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace nkdose;
using nkdose::test::Containing;

namespace {

std::string said_by(const std::vector<std::string>& arguments) {
  std::istringstream in;
  std::ostringstream out, err;
  CHECK(run(arguments, in, out, err) == 0);
  return out.str();
}

std::string scenarios() {
  std::ostringstream text;
  for (const auto& file :
       std::filesystem::directory_iterator(NKDOSE_SOURCE_FOLDER "/tests/scenarios"))
    if (file.path().extension() == ".test") text << std::ifstream(file.path()).rdbuf();
  return text.str();
}

TEST_CASE("commands: each has a scenario, a line of the help, and a help of its own") {
  const std::string all = scenarios(), help = said_by({"--help"}), manual = said_by({"man"});
  CHECK(commands().size() >= 15);
  for (const Command& command : commands()) {
    INFO(command.name);
    const std::string name(command.name);
    CHECK(all == Containing{"$ nkdose " + name});
    CHECK(help == Containing{command.summary});
    CHECK(manual == Containing{".SS nkdose " + name + "\n"});
    const std::string own = said_by({name, "--help"});
    CHECK(own == Containing{command.examples});
    CHECK(own == Containing{formats_in_words(command)});
    for (const OptionShape& option : shape_of(command).options) {
      INFO(option.name);
      if (option.name != "--version") CHECK(own == Containing{option.name});
    }
  }
}

TEST_CASE("commands: names are told apart, and every format once") {
  std::set<std::string_view> names;
  for (const Command& command : commands()) {
    INFO(command.name);
    CHECK(names.insert(command.name).second);
    CHECK(find_command(commands(), command.name) == &command);
    REQUIRE_FALSE(command.formats.empty());
    std::set<std::string_view> formats, options;
    for (const Format format : command.formats)
      CHECK(formats.insert(format.name).second);
    for (const OptionShape& option : shape_of(command).options)
      CHECK(options.insert(option.name).second);
  }
  CHECK(find_command(commands(), "plans") == nullptr);
}

TEST_CASE("commands: words behind an option come from what there is") {
  const auto words = [](std::string_view command, std::string_view option) {
    const CommandShape shape = shape_of(*find_command(commands(), command));
    return find_in(shape.options, option, &OptionShape::name)->words;
  };
  CHECK(words("plan", "--format") ==
        std::vector<std::string>{"text", "json", "csv", "ics", "fhir"});
  CHECK(holds(words("plan", "--protocol"), std::string("f01")));
  CHECK(holds(words("list", "TOPIC"), std::string("formulas")));
  CHECK(words("clearance", "--sex") == std::vector<std::string>{"female", "male"});
  CHECK(words("plan", "--on").empty());
}

} // namespace
