// Commands without a case: bsa, clearance, list, explain, check.
#include "cli/command/commands.hpp"
#include "cli/data/json_writer.hpp"
#include "cli/data/listing_json.hpp"
#include "cli/data/single_json.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/sheet/listing.hpp"
#include "cli/sheet/single.hpp"
#include "cli/words/knowledge.hpp"
#include "dosing/review/dose_review.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/protocol/library.hpp"

#include <fmt/format.h>

namespace nkdose {

Problem usage(std::string detail, std::string action) {
  return {Fault::usage, "command line", std::move(detail), std::move(action)};
}

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

Reply answer_area(const Options& options) {
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
      reader.report("--sex", TextFault{Fault::missing_key, fmt::format("{} needs a sex", wanted),
                                       "write --sex female or --sex male"});
    if (wanted == formula.id || (wanted == "all" && (sex || !formula.needs_sex)))
      formulas.push_back(&formula);
  }
  if (formulas.empty())
    reader.report("--formula", TextFault{Fault::unknown_name,
                                         fmt::format("no formula is called {}", in_quotes(wanted)),
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

Reply answer_clearance(const Options& options) {
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
      Clearances(*sex, {*age}, height, *weight, *creatinine, WeightBasis::actual),
      unacknowledged(review_measurements(height, *weight, creatinine, {}))};
  return {options.format == Format::json ? clearance_json(answer) : clearance_text(answer),
          exit_code_of(answer.findings)};
}

Reply answer_list(const Options& options) {
  const auto topics = list_topics();
  if (!holds(topics, options.argument))
    throw Invalid{{usage(options.argument.empty()
                             ? "no topic is given"
                             : fmt::format("{} is not a topic", in_quotes(options.argument)),
                         did_you_mean(options.argument, topics))}};
  std::optional<Criteria> criteria;
  if (options.argument == "criteria") criteria = criteria_of(options);
  if (options.protocol && !criteria)
    throw Invalid{{usage("only criteria are listed by protocol", "leave out --protocol")}};
  const Criteria* listed = criteria ? &*criteria : nullptr;
  return {options.format == Format::json ? list_json(options.argument, listed)
                                         : list_text(options.argument, listed)};
}

Reply answer_explain(const Options& options) {
  const auto text = options.format == Format::json ? explain_json(options.argument)
                                                   : explain_text(options.argument);
  if (!text)
    throw Invalid{{usage(fmt::format("{} is not a code", in_quotes(options.argument)),
                         did_you_mean(options.argument, explainable_codes()))}};
  return {*text};
}

Reply answer_completion(const Options& options) {
  if (!holds(completion_shells(), options.argument))
    throw Invalid{{usage(options.argument.empty()
                             ? "no shell is given"
                             : fmt::format("{} is not a shell", in_quotes(options.argument)),
                         did_you_mean(options.argument, completion_shells()))}};
  return {completion_script(options.argument, command_line())};
}

Reply answer_man() {
  return {manual_page(command_line())};
}

Reply answer_check(const Options& options) {
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

} // namespace nkdose
