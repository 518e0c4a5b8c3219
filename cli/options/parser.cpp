#include "cli/options/parser.hpp"
#include "cli/outcome/version.hpp"

#include "cli/options/option_reader.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::string_view overview =
    "  nkdose plan examples/cases/adult-sle.toml --site examples/site.toml\n"
    "  nkdose calendar --protocol f01 --day-zero 2026-12-07\n"
    "  nkdose bsa --height 162cm --weight 58.4kg\n"
    "  nkdose explain R003\n";

// The command line as CLI11 sees it, and the options it fills.
struct Parser {
  CLI::App app{"Lymphodepletion doses, CAR-NK cell dose levels, and the calendar around them",
               "nkdose"};
  Options options;
  std::string format;

  explicit Parser(std::span<const Command> commands) {
    app.set_help_flag("-h,--help", "This help");
    app.set_version_flag("--version", fmt::format("nkdose {}", program_version()));
    app.require_subcommand(0, 1);
    app.allow_extras();
    for (const Command& command : commands)
      add(command);
  }

  bool has_format() const { return app.get_subcommands().front()->count("--format") > 0; }

private:
  void add(const Command& command) {
    CLI::App& sub = *app.add_subcommand(std::string(command.name), std::string(command.summary));
    sub.allow_extras();
    sub.set_version_flag("--version", fmt::format("nkdose {}", program_version()));
    sub.add_option("--format", format, format_meaning(command));
    add(output_option, sub);
    for (const OptionRow& row : command.options)
      add(row, sub);
  }

  void add(const OptionRow& row, CLI::App& sub) {
    std::visit([&](auto member) { add(row, options.*member, sub); }, row.value);
  }
  template <class Value>
  static void add(const OptionRow& row, Value& value, CLI::App& sub) {
    const std::string names(row.names), meaning(row.meaning);
    if constexpr (std::is_same_v<Value, bool>)
      sub.add_flag(names, value, meaning);
    else if constexpr (std::is_same_v<Value, std::vector<std::string>>)
      sub.add_option(names, value, meaning)->expected(1)->take_all();
    else
      sub.add_option(names, value, meaning);
  }
};

// Examples first, then the options as CLI11 knows them.
std::string help_of(const CLI::App& app, std::span<const Command> commands) {
  const auto chosen = app.get_subcommands();
  const CLI::App& shown = chosen.empty() ? app : *chosen.front();
  return fmt::format("Examples:\n{}\n{}",
                     chosen.empty()
                         ? overview
                         : std::string_view(find_command(commands, shown.get_name())->examples),
                     shown.help(chosen.empty() ? "" : "nkdose"));
}

std::vector<std::string> long_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames())
      names.push_back("--" + name);
  return names;
}

// What the command does not know, each with the nearest thing it knows.
Problems unknown_arguments(const CLI::App& app, const std::vector<std::string>& extras) {
  const std::vector<std::string> names = long_names(app);
  const std::vector<std::string_view> known(names.begin(), names.end());
  Problems problems;
  for (const std::string& extra : extras)
    problems.push_back(
        extra.starts_with("-") && extra != "-"
            ? usage(fmt::format("{} is not an option of {}", in_quotes(extra), app.get_name()),
                    did_you_mean(extra.substr(0, extra.find('=')), known))
            : usage(fmt::format("{} is one argument too many", in_quotes(extra)),
                    fmt::format("see nkdose {} --help",
                                app.get_name() == "nkdose" ? "" : app.get_name())));
  return problems;
}

Problem unknown_command(std::span<const Command> commands, const std::vector<std::string>& extras) {
  std::vector<std::string_view> known;
  for (const Command& command : commands)
    known.push_back(command.name);
  if (extras.empty())
    return usage("no command is given", fmt::format("write one of: {}", fmt::join(known, ", ")));
  return usage(fmt::format("{} is not a command", in_quotes(extras.front())),
               did_you_mean(extras.front(), known));
}

// Options that do not go together, whatever the command does with them.
std::optional<Problem> contradiction_in(const Options& options) {
  const bool is_months =
      options.cohort && (options.format == Format::csv || options.format == Format::ics);
  if (options.grid && options.format != Format::text && !is_months)
    return usage("--grid is a form of text, or of a cohort's CSV and calendar file",
                 "leave out --format");
  if (options.study_day_one && (options.grid || options.find_from || options.format == Format::ics))
    return usage("--study-day-one adds a column to a list of dates",
                 "leave out --grid, --find-from and --format ics");
  if (options.all && !options.find_from)
    return usage("--all belongs to --find-from", "add --find-from DATE, or leave it out");
  if (options.all && options.format != Format::text)
    return usage("--all is a form of text", "leave it out: JSON and CSV list every day");
  if (options.with_doses && options.format != Format::ics)
    return usage("--with-doses belongs to --format ics",
                 "leave it out: the other formats have the doses");
  if ((options.alarm || options.events || options.given_up) && options.format != Format::ics)
    return usage("--alarm, --events and --given-up belong to --format ics", "add --format ics");
  if (options.fhir_bundle && options.format != Format::fhir)
    return usage("--fhir-bundle belongs to --format fhir", "add --format fhir");
  if ((options.design || options.stagger || options.cohort_size) && !options.cohort)
    return usage("--design, --cohort-size and --stagger belong to --cohort",
                 "name a cohort's file");
  return std::nullopt;
}

Checked<Options, Problems> finished(Parser& parser, const Command& command) {
  Options& options = parser.options;
  options.command = command.name;
  options.format = command.format_without_option();
  if (parser.has_format()) {
    const auto format = find_in(command.formats, std::string_view(parser.format), &Format::name);
    if (format == command.formats.end())
      return Problems{
          usage(fmt::format("{} has no format {}", command.name, in_quotes(parser.format)),
                fmt::format("write --format {}", formats_in_words(command)))};
    options.format = *format;
  }
  if (auto contradiction = contradiction_in(options)) return Problems{std::move(*contradiction)};
  return std::move(options);
}

} // namespace

Checked<Options, Problems> read_options(std::span<const Command> commands,
                                        const std::vector<std::string>& arguments) {
  Parser parser(commands);
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    parser.app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    parser.options.help = help_of(parser.app, commands);
    return parser.options;
  } catch (const CLI::CallForVersion&) {
    parser.options.help = fmt::format("nkdose {}\n", program_version());
    return parser.options;
  } catch (const CLI::ParseError& error) {
    return Problems{usage(printable(error.what()), "see nkdose --help")};
  }
  const auto chosen = parser.app.get_subcommands();
  if (chosen.empty()) return Problems{unknown_command(commands, parser.app.remaining())};
  std::vector<std::string> extras = chosen.front()->remaining();
  for (std::string& extra : parser.app.remaining())
    extras.push_back(std::move(extra));
  if (!extras.empty()) return unknown_arguments(*chosen.front(), extras);
  return finished(parser, *find_command(commands, chosen.front()->get_name()));
}

bool asks_for_json(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i)
    if (arguments[i] == "--format=json" ||
        (arguments[i] == "--format" && i + 1 < arguments.size() && arguments[i + 1] == "json"))
      return true;
  return false;
}

} // namespace nkdose
