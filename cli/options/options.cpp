#include "cli/options/options.hpp"

#include "cli/words/knowledge.hpp"
#include "cli/outcome/version.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/calendar/study_day.hpp"
#include "schedule/protocol/library.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

// A command, its help, and which of the common options it has.
struct Command {
  std::string_view name;
  std::string_view summary;
  std::string_view examples;
  std::string_view formats;
  bool takes_treatment; ///< --site, --protocol
  bool takes_case;      ///< --on, --set, --acknowledge, --by
};

constexpr Command commands[] = {
    {"plan", "The whole job for one patient: doses, dates, findings, verdict",
     "  nkdose plan examples/cases/adult-sle.toml --site examples/site.toml\n"
     "  nkdose plan case.json --site site.toml --format json --output plan.json\n"
     "  nkdose plan case.toml --set \"patient.weight=61 kg\"\n"
     "  nkdose plan --template --protocol f01 > case.toml\n\n"
     "A case is a .toml file; anything else, and standard input, is JSON.\n"
     "Exit code 0: ready; 1: draft or refused; 2: the input cannot be used;\n"
     "3: a file cannot be read or written.\n",
     "text, json, csv, ics or fhir", true, true},
    {"calendar", "The dated calendar, of a protocol or of a case",
     "  nkdose calendar --protocol f01 --day-zero 2026-12-07\n"
     "  nkdose calendar case.toml --site site.toml --format csv\n"
     "  nkdose calendar --protocol f01 --find-from 2026-12-01 --site site.toml\n"
     "  nkdose calendar --cohort examples/cohort.toml --on 2026-12-14\n",
     "text, json, csv or ics", true, true},
    {"cells", "The cell dose of a case: level, bags to thaw, what they deliver",
     "  nkdose cells examples/cases/five-bags.toml --site examples/site.toml\n", "text or json",
     true, true},
    {"verify", "Compares what somebody has ordered with the plan of a case",
     "  nkdose verify examples/cases/adult-sle.toml --site examples/site.toml \\\n"
     "    --order examples/orders/adult-sle.toml\n"
     "  nkdose verify case.toml --site site.toml --order order.csv --format json\n\n"
     "An order is JSON, TOML, or a CSV of date,drug,dose_mg; its keys are listed in\n"
     "docs/how-to/verify.md. Exit code 0: it agrees, and our own plan is ready;\n"
     "1: it differs, or the plan is a draft or refused.\n",
     "text or json", true, true},
    {"screen", "The trial's criteria for a case: met, not met, unknown",
     "  nkdose screen case.toml\n"
     "  nkdose screen --template --protocol f01 > screening.toml\n"
     "  nkdose list criteria --protocol f01\n",
     "text or json", true, true},
    {"batch", "Many cases: CSV or NDJSON in and out, a row out for each row in",
     "  nkdose batch patients.csv --site site.toml --output doses.csv\n"
     "  export-patients | nkdose batch --jobs 2 > doses.csv\n"
     "  nkdose batch cases.ndjson --site site.toml --full > plans.ndjson\n\n"
     "The columns of a CSV, in any order: id, sex, age_years or birth_date, height_cm,\n"
     "weight_kg, serum_creatinine_umol_per_l or serum_creatinine_mg_per_dl,\n"
     "fludarabine_mg_per_m2_per_day, cyclophosphamide_mg_per_m2_per_day, cells or\n"
     "cells_per_kg, day_zero; and protocol, if wanted. A line of NDJSON is a case.\n"
     "Exit code 0: every row is ready; 1: a draft, a refusal or a bad row.\n",
     "csv or ndjson", true, false},
    {"cds", "Answers a CDS Hooks request: order-sign or order-select in, cards out",
     "  nkdose cds --site site.toml < request.json > response.json\n"
     "  nkdose cds --services > services.json\n\n"
     "Exit code 0: no card warns; 1: a card warns; 2: the request cannot be read.\n",
     "json", true, false},
    {"bsa", "Body surface area, by one formula or by all",
     "  nkdose bsa --height 162cm --weight 58.4kg\n"
     "  nkdose bsa --height 162cm --weight 58.4kg --sex female --formula all\n",
     "text or json", false, false},
    {"clearance", "Cockcroft-Gault on actual, ideal and adjusted weight",
     "  nkdose clearance --sex male --age 23y --weight 64kg --creatinine 1.30mg/dL\n",
     "text or json", false, false},
    {"list", "What the program knows: formulas, drugs, protocols, bands, ...",
     "  nkdose list formulas\n"
     "  nkdose list findings --format json\n",
     "text or json", false, false},
    {"explain", "What a finding's code means, when it is raised and what to do",
     "  nkdose explain R003\n", "text or json", false, false},
    {"check", "Checks a protocol, drug or site file, and prints its checksum",
     "  nkdose check schedule/protocols/f01.toml\n", "text or json", false, false},
    {"completion", "A script that completes nkdose's commands and options in a shell",
     "  nkdose completion bash > /etc/bash_completion.d/nkdose\n", "text", false, false},
    {"man", "The manual, as a man page", "  nkdose man > nkdose.1 && man ./nkdose.1\n", "text",
     false, false},
    {"schema", "The JSON Schema of a case, plan, order, batch or error",
     "  nkdose schema case\n"
     "  nkdose schema case --protocol f01 --output case.schema.json\n\n"
     "JSON Schema 2020-12. Without --protocol, case, order and batch fit every built-in\n"
     "protocol; with it, the drugs, days and [screening] keys of that one.\n",
     "json", false, false},
};

constexpr std::string_view format_names[] = {"text", "json",   "csv",
                                             "ics",  "ndjson", "fhir"}; // as Format

std::string_view first_format(const Command& command) {
  return command.formats.substr(0, command.formats.find_first_of(", "));
}

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

  bool has_format() const {
    const auto chosen = app.get_subcommands();
    return !chosen.empty() && chosen.front()->count("--format") > 0;
  }

  Parser() {
    app.set_help_flag("-h,--help", "This help");
    app.set_version_flag("--version", fmt::format("nkdose {}", program_version()));
    app.require_subcommand(0, 1);
    app.allow_extras();
    for (const Command& command : commands)
      add(command);
  }

  void add(const Command& command) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
    sub->allow_extras();
    sub->set_version_flag("--version", fmt::format("nkdose {}", program_version()));
    const auto option = [&](std::string name, auto& value, std::string help) {
      sub->add_option(std::move(name), value, std::move(help));
    };
    option("--format", format,
           fmt::format("{} (default: {})", command.formats,
                       command.name == "batch" ? "as the input" : first_format(command)));
    option("-o,--output", options.output, "Write to this file, whole or not at all");
    if (command.takes_treatment) {
      option("--site", options.site, "The site's file (else NKDOSE_SITE, else the default site)");
      option("--protocol", options.protocol, "A built-in protocol's id, or a protocol file");
    }
    if (command.takes_case) {
      option("CASE", options.argument, "The case; - or nothing: JSON from standard input");
      option("--on", options.on, "The day of the calculation (default: the first drug day)");
      sub->add_option("--set", options.settings, "KEY.KEY=TEXT, the last word on that key")
          ->expected(1)
          ->take_all();
      sub->add_option("--acknowledge", options.acknowledgements,
                      "CODE[:SUBJECT]=REASON, needs --by")
          ->expected(1)
          ->take_all();
      option("--by", options.by, "Who acknowledges");
    }
    if (command.formats.find("ics") != command.formats.npos)
      sub->add_flag("--with-doses", options.with_doses,
                    "With ics: doses and the patient's id in the events");
    if (command.formats.find("fhir") != command.formats.npos)
      option("--fhir-bundle", options.fhir_bundle,
             "With fhir: collection or transaction (default: collection)");
    if (command.name == "plan" || command.name == "screen")
      sub->add_flag("--template", options.wants_template,
                    command.name == "plan" ? "Print an empty case for the protocol, to fill in"
                                           : "Print an empty [screening] table, to fill in");
    if (command.name == "cds") {
      option("--on", options.on, "The day of the calculation (default: the first drug day)");
      sub->add_flag("--services", options.wants_services, "Print the discovery document");
    }
    if (command.name == "verify")
      option("--order", options.order, "The order: a .csv, .toml or JSON file");
    if (command.takes_treatment)
      option("--holidays", options.holidays, "Closed days from an iCalendar (.ics) file");
    if (command.takes_case)
      option("--move", options.move, "Shift the case's day zero by so many days, such as 7 or -7");
    if (command.name == "calendar") {
      sub->add_flag("--grid", options.grid, "Month grids instead of a list");
      option("--day-zero", options.day_zero, "Such as 2026-12-07");
      option("--find-from", options.find_from,
             "List the next day zeros from this date without a closed day");
      option("--cohort", options.cohort, "Dose escalation, from a CSV, TOML or JSON file");
      option("--design", options.design, "With --cohort: such as 3+3, or a design's file");
      option("--cohort-size", options.cohort_size,
             "With --cohort: the design speaks of its multiples");
      option("--stagger", options.stagger, "With --cohort: \"14 d first\" or \"14 d each\"");
      option("--study-day-one", options.study_day_one,
             "Add study days; day 1: infusion or lymphodepletion");
    }
    if (command.name == "bsa") {
      option("--height", options.height, "Such as 162cm");
      option("--weight", options.weight, "Such as 58.4kg");
      option("--sex", options.sex, "female or male, for the formulas that need it");
      option("--formula", options.formula, "A formula's id, or all (default: mosteller)");
    }
    if (command.name == "clearance") {
      option("--sex", options.sex, "female or male");
      option("--age", options.age, "Such as 23y");
      option("--weight", options.weight, "Such as 64kg");
      option("--creatinine", options.creatinine, "Such as 1.30mg/dL or 115umol/L");
      option("--height", options.height, "Such as 170cm: adds ideal and adjusted weight");
    }
    if (command.name == "list") {
      option("TOPIC", options.argument, "What to list");
      option("--protocol", options.protocol, "Of which protocol (criteria only; default: f01)");
    }
    if (command.name == "batch") {
      option("IN", options.argument,
             "A .csv, .ndjson or .jsonl file; - or nothing: standard input");
      option("--jobs", options.jobs, "Work on so many processors at once (default: 1)");
      sub->add_flag("--ignore-extra", options.ignore_extra, "Allow columns that are not known");
      sub->add_flag("--full", options.full, "Write whole plans, as NDJSON");
    }
    if (command.name == "explain") option("CODE", options.argument, "A code such as R003");
    if (command.name == "schema") {
      option("NAME", options.argument, "case, plan, order, batch or error");
      option("--protocol", options.protocol, "A built-in protocol's id, or a protocol file");
    }
    if (command.name == "check") option("FILE", options.argument, "A TOML file");
    if (command.name == "completion") option("SHELL", options.argument, "bash, zsh or fish");
  }
};

// Examples first, then the options as CLI11 knows them.
std::string help_of(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  const CLI::App& shown = chosen.empty() ? app : *chosen.front();
  const auto command = find_in(commands, std::string_view(shown.get_name()), &Command::name);
  return fmt::format("Examples:\n{}\n{}", chosen.empty() ? overview : command->examples,
                     shown.help(chosen.empty() ? "" : "nkdose"));
}

Problem usage(std::string detail, std::string action) {
  return {Fault::usage, "command line", std::move(detail), std::move(action)};
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

Problem unknown_command(const std::vector<std::string>& extras) {
  std::vector<std::string_view> known;
  for (const Command& command : commands)
    known.push_back(command.name);
  if (extras.empty())
    return usage("no command is given", fmt::format("write one of: {}", fmt::join(known, ", ")));
  return usage(fmt::format("{} is not a command", in_quotes(extras.front())),
               did_you_mean(extras.front(), known));
}

} // namespace

Checked<Options, Problems> read_options(const std::vector<std::string>& arguments) {
  Parser parser;
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    parser.app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    parser.options.help = help_of(parser.app);
    return parser.options;
  } catch (const CLI::CallForVersion&) {
    parser.options.help = fmt::format("nkdose {}\n", program_version());
    return parser.options;
  } catch (const CLI::ParseError& error) {
    return Problems{usage(printable(error.what()), "see nkdose --help")};
  }
  const auto chosen = parser.app.get_subcommands();
  if (chosen.empty()) return Problems{unknown_command(parser.app.remaining())};
  std::vector<std::string> extras = chosen.front()->remaining();
  for (std::string& extra : parser.app.remaining())
    extras.push_back(std::move(extra));
  if (!extras.empty()) return unknown_arguments(*chosen.front(), extras);

  Options& options = parser.options;
  options.command = chosen.front()->get_name();
  const Command& command = *find_in(commands, std::string_view(options.command), &Command::name);
  const bool is_as_input = command.name == "batch" && !parser.has_format();
  const auto format = find_in(format_names, parser.has_format() ? std::string_view(parser.format)
                                            : is_as_input       ? "text"
                                                                : first_format(command));
  if (format == std::end(format_names) ||
      (!is_as_input && command.formats.find(*format) == std::string_view::npos))
    return Problems{
        usage(fmt::format("{} has no format {}", options.command, in_quotes(parser.format)),
              fmt::format("write --format {}", command.formats))};
  options.format = static_cast<Format>(format - std::begin(format_names));
  if (options.grid && options.format != Format::text)
    return Problems{usage("--grid is a form of text", "leave out --format")};
  if (options.study_day_one && (options.grid || options.find_from || options.format == Format::ics))
    return Problems{usage("--study-day-one adds a column to a list of dates",
                          "leave out --grid, --find-from and --format ics")};
  if (options.with_doses && options.format != Format::ics)
    return Problems{usage("--with-doses belongs to --format ics",
                          "leave it out: the other formats have the doses")};
  if (options.fhir_bundle && options.format != Format::fhir)
    return Problems{usage("--fhir-bundle belongs to --format fhir", "add --format fhir")};
  if ((options.design || options.stagger || options.cohort_size) && !options.cohort)
    return Problems{
        usage("--design, --cohort-size and --stagger belong to --cohort", "name a cohort's file")};
  return options;
}

bool asks_for_json(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i)
    if (arguments[i] == "--format=json" ||
        (arguments[i] == "--format" && i + 1 < arguments.size() && arguments[i + 1] == "json"))
      return true;
  return false;
}

namespace {

std::vector<std::string> words_of(std::string_view option, const Command& command) {
  const auto texts = [](const auto& list) {
    return std::vector<std::string>(std::begin(list), std::end(list));
  };
  if (option == "--format") {
    std::vector<std::string> formats;
    for (const std::string_view format : format_names)
      if (command.formats.find(format) != std::string_view::npos) formats.emplace_back(format);
    return formats;
  }
  if (option == "--protocol") return texts(built_in_ids("protocols"));
  if (option == "--design") return texts(built_in_ids("escalation"));
  if (option == "--study-day-one") return texts(study_day_one_words);
  if (option == "--sex") return {"female", "male"};
  if (option == "--formula") {
    std::vector<std::string> ids{"all"};
    for (const SurfaceFormula& formula : surface_formulas())
      ids.emplace_back(formula.id);
    return ids;
  }
  if (option == "TOPIC") return texts(list_topics());
  if (option == "CODE") return texts(explainable_codes());
  if (option == "SHELL") return texts(completion_shells());
  return {};
}

OptionShape shape_of(const CLI::Option& option, const Command& command) {
  constexpr std::string_view files[] = {"--output", "--site",   "--protocol", "--holidays",
                                        "--order",  "--cohort", "--design",   "CASE",
                                        "IN",       "FILE"};
  OptionShape shape;
  const auto& long_names = option.get_lnames();
  const auto& short_names = option.get_snames();
  shape.name = long_names.empty() ? option.get_name() : "--" + long_names.front();
  if (!short_names.empty()) shape.short_name = "-" + short_names.front();
  shape.meaning = option.get_description();
  shape.words = words_of(shape.name, command);
  shape.expected = holds(files, shape.name)         ? Expected::file
                   : option.get_expected_max() == 0 ? Expected::nothing
                                                    : Expected::text;
  return shape;
}

} // namespace

std::vector<CommandShape> command_line() {
  const Parser parser;
  std::vector<CommandShape> shapes;
  for (const Command& command : commands) {
    CommandShape shape{
        std::string(command.name), std::string(command.summary), std::string(command.examples), {}};
    for (const CLI::Option* option :
         parser.app.get_subcommand(std::string(command.name))->get_options())
      shape.options.push_back(shape_of(*option, command));
    shapes.push_back(std::move(shape));
  }
  return shapes;
}

} // namespace nkdose
