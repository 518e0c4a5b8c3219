#include "cli/command/command_table.hpp"

#include "cli/command/delivery.hpp"
#include "cli/data/calendar/ics_entries.hpp"
#include "cli/row/columns.hpp"
#include "cli/sheet/listing.hpp"
#include "cli/words/knowledge.hpp"
#include "dosing/body/surface.hpp"
#include "schedule/calendar/study_day.hpp"
#include "schedule/protocol/library.hpp"

#include <fmt/format.h>

namespace nkdose {

// What runs the commands, each in the file of its name: those about patients in
// cli/command/patient.
Reply answer_plan(const Options& options, std::istream& in);
Reply answer_calendar(const Options& options, std::istream& in);
Reply answer_cells(const Options& options, std::istream& in);
Reply answer_verify(const Options& options, std::istream& in);
Reply answer_screen(const Options& options, std::istream& in);
Reply answer_cds(const Options& options, std::istream& in);
Reply answer_area(const Options& options, std::istream& in);
Reply answer_clearance(const Options& options, std::istream& in);
Reply answer_list(const Options& options, std::istream& in);
Reply answer_explain(const Options& options, std::istream& in);
Reply answer_check(const Options& options, std::istream& in);
Reply answer_completion(const Options& options, std::istream& in);
Reply answer_man(const Options& options, std::istream& in);
Reply answer_schema(const Options& options, std::istream& in);
int run_batch(const Options& options, const Streams& streams); // rows, as they come
std::vector<Format> plan_formats();

namespace {

template <Reply answer(const Options&, std::istream&)>
int delivered(const Options& options, const Streams& streams) {
  return deliver(answer(options, streams.in), options, streams);
}

// Words that fit behind an option.

template <class List>
std::vector<std::string> texts(const List& list) {
  return {std::begin(list), std::end(list)};
}

std::vector<std::string> protocol_ids() {
  return texts(built_in_ids("protocols"));
}

std::vector<std::string> sexes() {
  return {"female", "male"};
}

std::vector<std::string> formula_ids() {
  std::vector<std::string> ids{"all"};
  for (const SurfaceFormula& formula : surface_formulas())
    ids.emplace_back(formula.id);
  return ids;
}

// Words in lines of at most 80 characters.
std::string in_lines(std::string_view text) {
  std::string lines;
  for (constexpr std::size_t width = 80; text.size() > width;) {
    const std::size_t end = text.rfind(' ', width);
    lines += fmt::format("{}\n", text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines + fmt::format("{}\n", text);
}

// What the columns of a CSV are called, the readers of its rows know.
std::string columns_of_a_row() {
  constexpr std::string_view drugs_of_f01[] = {"fludarabine", "cyclophosphamide"};
  return in_lines(fmt::format("The columns of a CSV, in any order: {}. A line of NDJSON is a case.",
                              list_of_columns(drugs_of_f01)));
}

// Options of several commands.

constexpr OptionRow site{"--site", "The site's file (else NKDOSE_SITE, else the default site)",
                         &Options::site, Expected::file};
constexpr OptionRow protocol{"--protocol", "A built-in protocol's id, or a protocol file",
                             &Options::protocol, Expected::file, protocol_ids};
constexpr OptionRow holidays{"--holidays", "Closed days from an iCalendar (.ics) file",
                             &Options::holidays, Expected::file};
constexpr OptionRow named_workdays{
    "--named-workdays", "Days a holiday file calls working days: working or closed",
    &Options::named_workdays, Expected::text, [] { return texts(named_workday_words); }};
constexpr OptionRow case_file{"CASE", "The case; - or nothing: JSON from standard input",
                              &Options::argument, Expected::file};
constexpr OptionRow on_day{
    "--on", "The day of the calculation, or today (default: the first drug day)", &Options::on};
constexpr OptionRow set{"--set", "KEY.KEY=TEXT, the last word on that key", &Options::settings};
constexpr OptionRow acknowledge{"--acknowledge", "CODE[:SUBJECT]=REASON, needs --by",
                                &Options::acknowledgements};
constexpr OptionRow by{"--by", "Who acknowledges", &Options::by};
constexpr OptionRow move{"--move", "Shift the case's day zero by so many days, such as 7 or -7",
                         &Options::move};
constexpr OptionRow with_doses{"--with-doses", "With ics: doses and the patient's id in the events",
                               &Options::with_doses};
constexpr OptionRow alarm{"--alarm",
                          "With ics: remind \"1 d\" (at nine the day before) or \"6 h\" before",
                          &Options::alarm};
constexpr OptionRow events{"--events", "With ics: single (default), or day: one entry a day",
                           &Options::events, Expected::text,
                           [] { return texts(entries_per_words); }};
constexpr OptionRow given_up{"--given-up", "With ics: cancel all that has not been given",
                             &Options::given_up};
constexpr OptionRow fhir_bundle{"--fhir-bundle",
                                "With fhir: collection or transaction (default: collection)",
                                &Options::fhir_bundle};

constexpr OptionRow cohort{"--cohort", "Dose escalation, from a CSV, TOML or JSON file",
                           &Options::cohort, Expected::file};
constexpr OptionRow cohort_size{
    "--cohort-size", "With --cohort: the design speaks of its multiples", &Options::cohort_size};
constexpr OptionRow stagger{"--stagger", "With --cohort: \"14 d first\" or \"14 d each\"",
                            &Options::stagger};
constexpr OptionRow design{"--design", "With --cohort: such as 3+3, or a design's file",
                           &Options::design, Expected::file,
                           [] { return texts(built_in_ids("escalation")); }};

std::vector<Command> make_commands() {
  return {
      {"plan",
       "The whole job for one patient: doses, dates, findings, verdict",
       "  nkdose plan examples/cases/adult-sle.toml --site examples/site.toml\n"
       "  nkdose plan case.json --site site.toml --format json --output plan.json\n"
       "  nkdose plan case.toml --set \"patient.weight=61 kg\"\n"
       "  nkdose plan --template --protocol f01 > case.toml\n\n"
       "A case is a .toml file; anything else, and standard input, is JSON.\n"
       "Exit code 0: ready; 1: draft or refused; 2: the input cannot be used;\n"
       "3: a file cannot be read or written.\n",
       plan_formats(),
       {site,
        protocol,
        case_file,
        on_day,
        set,
        acknowledge,
        by,
        with_doses,
        events,
        alarm,
        given_up,
        fhir_bundle,
        {"--template", "Print an empty case for the protocol, to fill in",
         &Options::wants_template},
        cohort,
        design,
        cohort_size,
        stagger,
        holidays,
        named_workdays,
        move},
       delivered<answer_plan>},
      {"calendar",
       "The dated calendar, of a protocol or of a case",
       "  nkdose calendar --protocol f01 --day-zero 2026-12-07\n"
       "  nkdose calendar case.toml --site site.toml --format csv\n"
       "  nkdose calendar --protocol f01 --find-from 2026-12-01 --site site.toml\n"
       "  nkdose calendar --cohort examples/cohort.toml --on 2026-12-14\n",
       {Format::text, Format::json, Format::csv, Format::ics},
       {site,
        protocol,
        case_file,
        on_day,
        set,
        acknowledge,
        by,
        with_doses,
        events,
        alarm,
        given_up,
        holidays,
        named_workdays,
        move,
        {"--grid", "Month grids instead of a list", &Options::grid},
        {"--day-zero", "Such as 2026-12-07", &Options::day_zero},
        {"--find-from", "List the next day zeros from this date that can be kept",
         &Options::find_from},
        {"--all", "With --find-from: the lost days too, each with its reasons", &Options::all},
        cohort,
        design,
        cohort_size,
        stagger,
        {"--study-day-one", "Add study days; day 1: infusion or lymphodepletion",
         &Options::study_day_one, Expected::text, [] { return texts(study_day_one_words); }}},
       delivered<answer_calendar>},
      {"cells",
       "The cell dose of a case: level, bags to thaw, what they deliver",
       "  nkdose cells examples/cases/five-bags.toml --site examples/site.toml\n",
       {Format::text, Format::json},
       {site, protocol, case_file, on_day, set, acknowledge, by, holidays, named_workdays, move},
       delivered<answer_cells>},
      {"verify",
       "Compares what somebody has ordered with the plan of a case",
       "  nkdose verify examples/cases/adult-sle.toml --site examples/site.toml \\\n"
       "    --order examples/orders/adult-sle.toml\n"
       "  nkdose verify case.toml --site site.toml --order order.csv --format json\n\n"
       "An order is JSON, TOML, or a CSV of date,drug,dose_mg; its keys are listed in\n"
       "docs/how-to/verify.md. Exit code 0: it agrees, and our own plan is ready;\n"
       "1: it differs, or the plan is a draft or refused.\n",
       {Format::text, Format::json},
       {site,
        protocol,
        case_file,
        on_day,
        set,
        acknowledge,
        by,
        {"--order", "The order: a .csv, .toml or JSON file", &Options::order, Expected::file},
        cohort,
        design,
        cohort_size,
        stagger,
        holidays,
        named_workdays,
        move},
       delivered<answer_verify>},
      {"screen",
       "The trial's criteria for a case: met, not met, unknown",
       "  nkdose screen case.toml\n"
       "  nkdose screen --template --protocol f01 > screening.toml\n"
       "  nkdose list criteria --protocol f01\n",
       {Format::text, Format::json},
       {site,
        protocol,
        case_file,
        on_day,
        set,
        acknowledge,
        by,
        {"--template", "Print an empty [screening] table, to fill in", &Options::wants_template},
        holidays,
        named_workdays,
        move},
       delivered<answer_screen>},
      {"batch",
       "Many cases: CSV or NDJSON in and out, a row out for each row in",
       "  nkdose batch patients.csv --site site.toml --output doses.csv\n"
       "  export-patients | nkdose batch --jobs 2 > doses.csv\n"
       "  nkdose batch cases.ndjson --site site.toml --full > plans.ndjson\n\n" +
           columns_of_a_row() +
           "Exit code 0: every row is ready; 1: a draft, a refusal or a bad row; with "
           "--fail-on-errors-only 1: a bad row.\n",
       {Format::csv, Format::ndjson},
       {site,
        protocol,
        holidays,
        named_workdays,
        on_day,
        {"IN", "A .csv, .ndjson or .jsonl file; - or nothing: standard input", &Options::argument,
         Expected::file},
        {"--jobs", "Work on so many processors at once (default: 1)", &Options::jobs},
        {"--ignore-extra", "Allow columns that are not known", &Options::ignore_extra},
        {"--repeats-allowed", "Do not warn of an id that stands in two rows",
         &Options::repeats_allowed},
        {"--fail-on-errors-only", "Exit code 0 unless a row is an error",
         &Options::fail_on_errors_only},
        {"--full", "Write whole plans, as NDJSON", &Options::full}},
       run_batch,
       true},
      {"cds",
       "Answers a CDS Hooks request: order-sign or order-select in, cards out",
       "  nkdose cds --site site.toml < request.json > response.json\n"
       "  nkdose cds --services > services.json\n\n"
       "Exit code 0: no card warns; 1: a card warns; 2: the request cannot be read.\n",
       {Format::json},
       {site,
        protocol,
        on_day,
        {"--services", "Print the discovery document", &Options::wants_services},
        holidays,
        named_workdays},
       delivered<answer_cds>},
      {"bsa",
       "Body surface area, by one formula or by all",
       "  nkdose bsa --height 162cm --weight 58.4kg\n"
       "  nkdose bsa --height 162cm --weight 58.4kg --sex female --formula all\n",
       {Format::text, Format::json},
       {{"--height", "Such as 162cm", &Options::height},
        {"--weight", "Such as 58.4kg", &Options::weight},
        {"--sex", "female or male, for the formulas that need it", &Options::sex, Expected::text,
         sexes},
        {"--formula", "A formula's id, or all (default: mosteller)", &Options::formula,
         Expected::text, formula_ids}},
       delivered<answer_area>},
      {"clearance",
       "Cockcroft-Gault on actual, ideal and adjusted weight",
       "  nkdose clearance --sex male --age 23y --weight 64kg --creatinine 1.30mg/dL\n",
       {Format::text, Format::json},
       {{"--sex", "female or male", &Options::sex, Expected::text, sexes},
        {"--age", "Such as 23y", &Options::age},
        {"--weight", "Such as 64kg", &Options::weight},
        {"--creatinine", "Such as 1.30mg/dL or 115umol/L", &Options::creatinine},
        {"--height", "Such as 170cm: adds ideal and adjusted weight", &Options::height}},
       delivered<answer_clearance>},
      {"list",
       "What the program knows: formulas, drugs, protocols, bands, ...",
       "  nkdose list formulas\n"
       "  nkdose list findings --format json\n",
       {Format::text, Format::json},
       {{"TOPIC", "What to list", &Options::argument, Expected::text,
         [] { return texts(list_topics()); }},
        {"--protocol", "Of which protocol (criteria only; default: f01)", &Options::protocol,
         Expected::file, protocol_ids}},
       delivered<answer_list>},
      {"explain",
       "What a finding's code means, when it is raised and what to do",
       "  nkdose explain R003\n",
       {Format::text, Format::json},
       {{"CODE", "A code such as R003", &Options::argument, Expected::text,
         [] { return texts(explainable_codes()); }}},
       delivered<answer_explain>},
      {"check",
       "Checks a protocol, drug or site file, and prints its checksum",
       "  nkdose check schedule/protocols/f01.toml\n"
       "  nkdose check --template --protocol f01 > site.toml\n",
       {Format::text, Format::json},
       {{"FILE", "A TOML file", &Options::argument, Expected::file},
        {"--template", "Print an empty site file for the protocol, to fill in and sign",
         &Options::wants_template},
        protocol},
       delivered<answer_check>},
      {"completion",
       "A script that completes nkdose's commands and options in a shell",
       "  nkdose completion bash > /etc/bash_completion.d/nkdose\n",
       {Format::text},
       {{"SHELL", "bash, zsh or fish", &Options::argument, Expected::text,
         [] { return texts(completion_shells()); }}},
       delivered<answer_completion>},
      {"man",
       "The manual, as a man page",
       "  nkdose man > nkdose.1 && man ./nkdose.1\n",
       {Format::text},
       {},
       delivered<answer_man>},
      {"schema",
       "The JSON Schema of a case, plan, order, batch or error",
       "  nkdose schema case\n"
       "  nkdose schema case --protocol f01 --output case.schema.json\n\n"
       "JSON Schema 2020-12. Without --protocol, case, order and batch fit every built-in\n"
       "protocol; with it, the drugs, days and [screening] keys of that one.\n",
       {Format::json},
       {{"NAME", "case, plan, order, batch or error", &Options::argument}, protocol},
       delivered<answer_schema>},
  };
}

} // namespace

std::span<const Command> commands() {
  static const std::vector<Command> all = make_commands();
  return all;
}

} // namespace nkdose
