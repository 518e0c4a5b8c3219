#include "cli/program.hpp"
#include "dosing/search.hpp"

#include "cli/answers.hpp"
#include "cli/calendar_faces.hpp"
#include "cli/case_reader.hpp"
#include "cli/files.hpp"
#include "cli/listing.hpp"
#include "cli/options.hpp"
#include "cli/plan_faces.hpp"
#include "dosing/sha256.hpp"
#include "dosing/wording.hpp"
#include "schedule/library.hpp"
#include "schedule/plan_review.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <iostream>

namespace nkdose {
namespace {

/// What a command has made: its text, and the exit code it earns.
struct Answer {
  std::string text;
  int exit_code = exit_ready;
};

/// Thrown by the steps below and caught in `run`: input that cannot be used, and files that fail.
struct Invalid {
  Problems problems;
};
struct Broken {
  FileFault fault;
};

template <class Value>
Value& must(Checked<Value, Problems>& checked) {
  if (!checked) throw Invalid{checked.reason()};
  return *checked;
}
std::string must(Checked<std::string, FileFault> checked) {
  if (!checked) throw Broken{checked.reason()};
  return std::move(*checked);
}

Problem usage(std::string detail, std::string action) {
  return {Fault::usage, "command line", std::move(detail), std::move(action)};
}

/// Reads option values, and collects what is wrong with them.
class OptionReader {
public:
  template <class Q>
  std::optional<Q> read(std::string_view option, const std::optional<std::string>& text,
                        Reading<Q> (*reader)(std::string_view), bool required = false) {
    if (!text) {
      if (required) problems_.push_back(usage(fmt::format("{} is missing", option), "see --help"));
      return std::nullopt;
    }
    const Reading<Q> reading = reader(*text);
    if (reading) return *reading;
    report(option, reading.reason());
    return std::nullopt;
  }
  std::optional<Sex> sex(const std::optional<std::string>& text, bool required) {
    if (!text && required) problems_.push_back(usage("--sex is missing", "write female or male"));
    if (!text || text == "female" || text == "male")
      return text ? std::optional(text == "female" ? Sex::female : Sex::male) : std::nullopt;
    report("--sex", {Fault::unknown_name, fmt::format("{} is not known", in_quotes(*text)),
                     "write female or male"});
    return std::nullopt;
  }
  void report(std::string_view option, const TextFault& fault) {
    problems_.push_back({fault.fault, std::string(option), fault.detail, fault.action});
  }
  void report(std::string_view option, const std::optional<TextFault>& fault) {
    if (fault) report(option, *fault);
  }
  void finish() {
    if (!problems_.empty()) throw Invalid{std::move(problems_)};
  }

private:
  Problems problems_;
};

std::vector<ReleasedFinding> unacknowledged(const Findings& findings) {
  std::vector<ReleasedFinding> released;
  for (const Finding& finding : findings)
    released.push_back({finding, std::nullopt});
  put_worst_first(released);
  return released;
}

int exit_code_of(const std::vector<ReleasedFinding>& findings) {
  return any_of(findings, &ReleasedFinding::is_open) ? exit_open : exit_ready;
}

Answer answer_area(const Options& options) {
  OptionReader reader;
  const auto height = reader.read("--height", options.height, read_height, true);
  const auto weight = reader.read("--weight", options.weight, read_weight, true);
  const auto sex = reader.sex(options.sex, false);
  if (height && weight)
    for (const auto& [key, fault] : impossible_body(*height, *weight))
      reader.report(fmt::format("--{}", key), fault);
  const std::string wanted = options.formula.value_or("mosteller");
  std::vector<const SurfaceFormula*> formulas;
  std::vector<std::string_view> known{"all"};
  for (const SurfaceFormula& formula : surface_formulas()) {
    known.push_back(formula.id);
    if (wanted == formula.id && formula.needs_sex && !sex)
      reader.report("--sex", {Fault::missing_key, fmt::format("{} needs a sex", wanted),
                              "write --sex female or --sex male"});
    if (wanted == formula.id || (wanted == "all" && (sex || !formula.needs_sex)))
      formulas.push_back(&formula);
  }
  if (formulas.empty())
    reader.report("--formula",
                  {Fault::unknown_name, fmt::format("no formula is called {}", in_quotes(wanted)),
                   did_you_mean(wanted, known)});
  reader.finish();
  std::vector<BodySurface> areas;
  if (wanted != "all") // beside each other the formulas speak for themselves
    areas.push_back(as_used(formulas.front()->area(*height, *weight, sex.value_or(Sex::female)),
                            SurfaceRounding::hundredth));
  const AreaAnswer answer{
      *height, *weight, sex, formulas,
      unacknowledged(review_measurements(*height, *weight, std::nullopt, areas))};
  return {options.format == Format::json ? area_json(answer) : area_text(answer),
          exit_code_of(answer.findings)};
}

Answer answer_clearance(const Options& options) {
  OptionReader reader;
  const auto sex = reader.sex(options.sex, true);
  const auto age = reader.read("--age", options.age, read_years, true);
  const auto weight = reader.read("--weight", options.weight, read_weight, true);
  const auto creatinine = reader.read("--creatinine", options.creatinine, read_creatinine, true);
  const auto height = reader.read("--height", options.height, read_height);
  if (age) reader.report("--age", impossible_age(*age));
  if (creatinine) reader.report("--creatinine", impossible_creatinine(*creatinine));
  if (weight && !height) reader.report("--weight", impossible_weight(*weight));
  if (weight && height)
    for (const auto& [key, fault] : impossible_body(*height, *weight))
      reader.report(fmt::format("--{}", key), fault);
  reader.finish();
  const ClearanceAnswer answer{
      clearances(*sex, {*age}, height, *weight, *creatinine, WeightBasis::actual),
      unacknowledged(review_measurements(height, *weight, creatinine, {}))};
  return {options.format == Format::json ? clearance_json(answer) : clearance_text(answer),
          exit_code_of(answer.findings)};
}

Answer answer_list(const Options& options) {
  const auto topics = list_topics();
  if (!holds(topics, options.argument))
    throw Invalid{{usage(options.argument.empty()
                             ? "no topic is given"
                             : fmt::format("{} is not a topic", in_quotes(options.argument)),
                         did_you_mean(options.argument, topics))}};
  return {options.format == Format::json ? list_json(options.argument)
                                         : list_text(options.argument)};
}

Answer answer_explain(const Options& options) {
  const auto text = options.format == Format::json ? explain_json(options.argument)
                                                   : explain_text(options.argument);
  if (!text)
    throw Invalid{{usage(fmt::format("{} is not a code", in_quotes(options.argument)),
                         did_you_mean(options.argument, explainable_codes()))}};
  return {*text};
}

Answer answer_check(const Options& options) {
  if (options.argument.empty()) throw Invalid{{usage("no file is given", "see --help")}};
  const std::string text = must(read_whole_file(options.argument));
  auto checked = check_file({options.argument, text});
  const CheckedFile& file = must(checked);
  if (options.format == Format::json) {
    JsonWriter json;
    json.open_object().key("schema").text("nkdose/check/1").key("kind").text(file.kind);
    json.key("id").text(file.id).key("sha256").text(file.sha256);
    json.key("findings").open_list(true).close_list().close_object();
    return {std::move(json).finish()};
  }
  return {fmt::format("{}: a {} file, {}, without a problem\nsha256 {}\n",
                      printable(options.argument), file.kind, file.id, file.sha256)};
}

/// The texts of the files that a treatment is read from.
struct TreatmentTexts {
  std::string protocol_name, protocol, site_name, site;
};

void find_protocol(const std::string& wanted, TreatmentTexts& texts) {
  if (const auto file = built_in("protocols", wanted)) {
    texts.protocol_name = file->name;
    texts.protocol = file->text;
  } else if (wanted.ends_with(".toml") || wanted.find('/') != wanted.npos) {
    texts.protocol_name = wanted;
    texts.protocol = must(read_whole_file(wanted));
  } else {
    throw Invalid{{{Fault::unknown_name, "--protocol",
                    fmt::format("no protocol is called {}", in_quotes(wanted)),
                    did_you_mean(wanted, built_in_ids("protocols"))}}};
  }
}

void find_site(const Options& options, TreatmentTexts& texts) {
  const char* environment = std::getenv("NKDOSE_SITE");
  const std::string path = options.site ? *options.site : environment != nullptr ? environment : "";
  if (path.empty() && !options.site) {
    const DataFile file = *built_in("sites", "default");
    texts.site_name = file.name;
    texts.site = file.text;
  } else {
    texts.site_name = path;
    texts.site = must(read_whole_file(path));
  }
}

Treatment treatment_of(const TreatmentTexts& texts) {
  auto treatment =
      load_treatment({texts.protocol_name, texts.protocol}, {texts.site_name, texts.site});
  return std::move(must(treatment));
}

std::optional<Acknowledgement> read_acknowledgement(const std::string& text, const Options& options,
                                                    OptionReader& reader) {
  const auto equals = text.find('=');
  const std::string head = text.substr(0, equals);
  const auto colon = head.find(':');
  Acknowledgement result{head.substr(0, colon), colon == head.npos ? "" : head.substr(colon + 1),
                         options.by.value_or(""),
                         equals == text.npos ? "" : text.substr(equals + 1)};
  if (result.reason.empty() || !is_printable(text) || !is_printable(result.by)) {
    reader.report("--acknowledge",
                  {Fault::usage,
                   fmt::format("{} has no reason, or cannot be printed", in_quotes(text)),
                   "write CODE=REASON or CODE:SUBJECT=REASON"});
    return std::nullopt;
  }
  reader.report("--acknowledge", bad_finding_code(result.code));
  return result;
}

/// Everything that a case is read from.
struct CaseInput {
  Document document;
  CaseAdditions additions;
};

CaseInput case_input(const Options& options, std::istream& in) {
  const bool from_stream = options.argument.empty() || options.argument == "-";
  const std::string name = from_stream ? "standard input" : printable(options.argument);
  const std::string text =
      from_stream ? must(read_whole_stream(in, name)) : must(read_whole_file(options.argument));
  auto document =
      options.argument.ends_with(".toml") ? read_toml(text, name) : read_json(text, name);
  CaseInput input{std::move(must(document)), {}};
  if (input.document.root.find("resourceType"))
    throw Invalid{{{Fault::data, name, "this is a FHIR resource, which this version does not read",
                    "write a case: nkdose plan --help"}}};
  OptionReader reader;
  for (const std::string& setting : options.settings) {
    const auto equals = setting.find('=');
    const auto fault =
        equals == setting.npos || !is_printable(setting)
            ? TextFault{Fault::usage, fmt::format("{} is not KEY=TEXT", in_quotes(setting)),
                        "write such as \"patient.weight=61 kg\""}
            : set_text(input.document.root, setting.substr(0, equals), setting.substr(equals + 1));
    reader.report("--set", fault);
    input.additions.overrides.push_back(setting);
  }
  if (!options.acknowledgements.empty() && options.by.value_or("").empty())
    reader.report("--by",
                  {Fault::missing_key, "an acknowledgement needs a name", "add --by \"J Doe\""});
  for (const std::string& acknowledgement : options.acknowledgements)
    if (auto read = read_acknowledgement(acknowledgement, options, reader))
      input.additions.acknowledgements.push_back(std::move(*read));
  input.additions.on = reader.read("--on", options.on, read_iso_date);
  input.additions.sha256 = sha256(text);
  reader.finish();
  return input;
}

/// The treatment of a case: its own protocol, unless the command line gives one. A case that names
/// none, or an unknown one, is read with f01, so that everything else that is wrong with it is said
/// too; it cannot be admitted.
Treatment treatment_of(const CaseInput& input, const Options& options) {
  TreatmentTexts texts;
  find_site(options, texts);
  const std::string named = protocol_of(input.document).value_or("");
  find_protocol(options.protocol.value_or(built_in("protocols", named) ? named : "f01"), texts);
  return treatment_of(texts);
}

Answer answer_template(const Options& options) {
  TreatmentTexts texts;
  find_site(options, texts);
  find_protocol(options.protocol.value_or("f01"), texts);
  return {case_template(treatment_of(texts).protocol)};
}

Answer answer_plan(const Options& options, std::istream& in) {
  if (options.wants_template) return answer_template(options);
  const CaseInput input = case_input(options, in);
  const Treatment treatment = treatment_of(input, options);
  auto admitted = read_case(input.document, treatment, input.additions);
  const Plan plan = make_plan(treatment, must(admitted));
  const int exit_code = plan.release.status == Status::ready ? exit_ready : exit_open;
  switch (options.format) {
  case Format::text:
    return {plan_text(plan), exit_code};
  case Format::json:
    return {plan_json(plan), exit_code};
  case Format::csv:
    return {plan_csv(plan), exit_code};
  }
  return {};
}

Answer render(const CalendarAnswer& answer, const Options& options, int exit_code) {
  switch (options.format) {
  case Format::text:
    return {calendar_text(answer), exit_code};
  case Format::json:
    return {calendar_json(answer), exit_code};
  case Format::csv:
    return {calendar_csv(answer), exit_code};
  }
  return {};
}

Answer answer_case_calendar(const Options& options, std::istream& in) {
  const CaseInput input = case_input(options, in);
  const Treatment treatment = treatment_of(input, options);
  auto admitted = read_case(input.document, treatment, input.additions);
  const Case& the_case = must(admitted);
  const Plan plan = make_plan(treatment, the_case);
  return render({&treatment, &plan.calendar, &plan.release.findings, &the_case.acknowledgements,
                 plan.release.order(), the_case.day_zero, plan.release.status == Status::refused},
                options, plan.release.status == Status::ready ? exit_ready : exit_open);
}

Answer answer_calendar(const Options& options, std::istream& in) {
  if (!options.day_zero) return answer_case_calendar(options, in);
  OptionReader reader;
  const auto day_zero = reader.read("--day-zero", options.day_zero, read_iso_date);
  if (day_zero && !is_plannable(*day_zero))
    reader.report("--day-zero",
                  {Fault::outside_limits, "the date is outside 1990 to 2100", "check the year"});
  if (!options.argument.empty())
    reader.report("--day-zero", {Fault::usage, "a case has a day zero of its own",
                                 "write --set order.day_zero=2026-12-07"});
  if (!options.protocol)
    reader.report("--protocol", {Fault::missing_key, "a calendar without a case needs a protocol",
                                 "add --protocol f01"});
  reader.finish();
  TreatmentTexts texts;
  find_site(options, texts);
  find_protocol(*options.protocol, texts);
  const Treatment treatment = treatment_of(texts);
  Findings findings;
  review_plan({treatment, 0, *day_zero, nullptr}, findings);
  const Calendar calendar =
      make_calendar(treatment.protocol, treatment.drugs, {*day_zero, 0, std::nullopt});
  const std::vector<ReleasedFinding> released = unacknowledged(findings);
  const std::vector<Acknowledgement> none;
  return render({&treatment, &calendar, &released, &none, nullptr, *day_zero}, options,
                exit_code_of(released));
}

Answer answer(const Options& options, std::istream& in) {
  if (options.help) return {*options.help};
  if (options.command == "plan") return answer_plan(options, in);
  if (options.command == "calendar") return answer_calendar(options, in);
  if (options.command == "bsa") return answer_area(options);
  if (options.command == "clearance") return answer_clearance(options);
  if (options.command == "list") return answer_list(options);
  if (options.command == "explain") return answer_explain(options);
  return answer_check(options);
}

std::string error_json(const Problems& problems) {
  JsonWriter json;
  json.open_object().key("schema").text("nkdose/error/1").key("status").text("error");
  json.key("findings").open_list();
  for (const Problem& problem : problems) {
    json.open_object().key("code").text(code_of(problem.fault)).key("severity").text("error");
    json.key("where").text(problem.where).key("detail").text(problem.detail);
    json.key("action").text(problem.action).close_object();
  }
  json.close_list().close_object();
  return std::move(json).finish();
}

int report(const Problems& problems, bool as_json, std::ostream& out, std::ostream& err) {
  for (const Problem& problem : problems)
    err << fmt::format("nkdose: {}: {}: {}\n", problem.where, problem.detail, problem.action);
  if (as_json) out << error_json(problems) << std::flush;
  return exit_invalid;
}

int report(const FileFault& fault, std::ostream& err) {
  err << "nkdose: " << fault.detail << '\n';
  return exit_file;
}

int deliver(const Answer& answer, const Options& options, std::ostream& out, std::ostream& err) {
  if (options.output) {
    if (const auto fault = write_whole_file(*options.output, answer.text))
      return report(*fault, err);
    return answer.exit_code;
  }
  errno = 0;
  out << answer.text << std::flush;
  if (out) return answer.exit_code;
  if (errno != EPIPE) // who closed the pipe knows why
    report(FileFault{fmt::format("cannot write the output: {}", std::strerror(errno))}, err);
  return exit_file;
}

} // namespace

int run(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out,
        std::ostream& err) {
  try {
    auto options = read_options(arguments);
    return deliver(answer(must(options), in), *options, out, err);
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
