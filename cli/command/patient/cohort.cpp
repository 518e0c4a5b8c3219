// nkdose calendar --cohort FILE.
#include "cli/sheet/cohort.hpp"
#include "cli/case/cohort_reader.hpp"
#include "cli/command/patient/calendar.hpp"
#include "cli/data/calendar/cohort_csv.hpp"
#include "cli/data/calendar/cohort_json.hpp"
#include "cli/options/day_of_calculation.hpp"
#include "cli/options/document_file.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/renderers.hpp"
#include "cli/options/treatment_files.hpp"
#include "cli/outcome/open_findings.hpp"
#include "dosing/text/sha256.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/cohort/cohort_review.hpp"
#include "schedule/protocol/built_in_file.hpp"
#include "schedule/protocol/escalation_file.hpp"
#include "schedule/protocol/library.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr Renderer<CohortAnswer> renderers[] = {
    {Format::text, cohort_text},
    {Format::json, cohort_json},
    {Format::csv, cohort_csv},
};

void refuse_options_of_a_case(const Options& options, OptionReader& reader) {
  if (!options.argument.empty() || !options.settings.empty() || options.by || options.site ||
      !options.acknowledgements.empty() || options.day_zero || options.find_from || options.move ||
      options.holidays || options.grid)
    reader.report("--cohort",
                  TextFault{Fault::usage, "a cohort goes without a case, a day zero and a site",
                            "leave out CASE, --day-zero, --find-from, --move, --grid, --site, "
                            "--holidays, --set, --acknowledge and --by"});
  if (options.format == Format::ics)
    reader.report("--format", TextFault{Fault::usage, "a cohort has no calendar file",
                                        "write --format text, json or csv"});
}

// A built-in design's id or title, or a file.
std::optional<EscalationDesign> named_design(const std::string& wanted, OptionReader& reader) {
  if (auto found = find_design(wanted)) return found;
  if (wanted.ends_with(".toml") || wanted.find('/') != wanted.npos) {
    const std::string text = must(read_whole_file(wanted));
    auto document = read_toml(text, printable(wanted));
    auto design = read_design(must(document), sha256(text));
    return std::move(must(design));
  }
  reader.report("--design", TextFault{Fault::unknown_name,
                                      fmt::format("no design is called {}", in_quotes(wanted)),
                                      did_you_mean(wanted, built_in_ids("escalation"))});
  return std::nullopt;
}

EscalationRule rule_of(const Options& options, OptionReader& reader) {
  EscalationRule rule;
  if (options.design)
    if (auto design = named_design(*options.design, reader))
      rule.design = {std::move(*design), "the command line: --design", true};
  if (const auto stagger = reader.read("--stagger", options.stagger, read_stagger))
    rule.stagger = {*stagger, "the command line: --stagger", true};
  const auto size = reader.read("--cohort-size", options.cohort_size, read_whole);
  if (size && (*size < 1 || *size > largest_cohort))
    reader.report("--cohort-size",
                  TextFault{Fault::outside_limits,
                            fmt::format("{} is outside 1 to {}", *size, largest_cohort),
                            "check the number"});
  if (size) rule.cohort_size = {*size, "the command line: --cohort-size", true};
  return rule;
}

Treatment treatment_of(const Document& document, const Options& options) {
  TreatmentTexts texts;
  find_protocol(options.protocol.value_or(protocol_of_cohort(document).value_or("f01")), texts);
  auto treatment =
      load_treatment({texts.protocol_name, texts.protocol}, *built_in("sites", "default"));
  return std::move(must(treatment));
}

} // namespace

Reply answer_cohort(const Options& options) {
  OptionReader reader;
  refuse_options_of_a_case(options, reader);
  const auto on = reader.read("--on", options.on, read_day_of_calculation);
  if (on && !is_plannable(*on))
    reader.report("--on", TextFault{Fault::outside_limits, "the date is outside 1990 to 2100",
                                    "check the year"});
  const EscalationRule of_options = rule_of(options, reader);
  reader.finish();
  const std::string text = must(read_whole_file(*options.cohort));
  const Document document = document_of(*options.cohort, text, read_cohort_csv);
  const Treatment treatment = treatment_of(document, options);
  auto cohort = read_cohort(document, treatment.protocol, of_options);
  const std::vector<LevelStatus> levels = report_on(must(cohort), on);
  const std::vector<ReleasedFinding> findings =
      unacknowledged(review_cohort({*cohort, treatment.protocol.cell_tiers, on}));
  const CohortAnswer answer{&treatment, &*cohort, sha256(text), on, &levels, &findings};
  return {rendered(renderers, options.format, answer), exit_code_of(findings)};
}

} // namespace nkdose
