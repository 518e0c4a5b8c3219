#include "cli/command/patient/cohort_file.hpp"

#include "cli/case/case_limits.hpp"
#include "cli/options/document_file.hpp"
#include "cli/outcome/failure.hpp"
#include "dosing/text/sha256.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/protocol/built_in_file.hpp"
#include "schedule/protocol/escalation_file.hpp"
#include "schedule/protocol/library.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

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

// A cohort of another protocol says nothing of this patient's level.
std::optional<Problem> other_protocol_of(const CohortFile& file, const Protocol& protocol) {
  const auto named = protocol_of_cohort(file.document);
  const auto fault = named ? other_protocol(*named, protocol) : std::nullopt;
  if (!fault) return std::nullopt;
  const Value& value = *file.document.root.find("cohort")->find("protocol");
  return Problem{
      fault->fault,
      {.source = file.document.name, .position = value.position, .pointer = "/cohort/protocol"},
      fault->detail,
      fault->action};
}

// Cells and cells/kg have no order: nothing could be said of this patient's level.
std::optional<Problem> other_unit_of(const CohortFile& file, const Cohort& cohort,
                                     const Case& the_case) {
  const auto& assigned = the_case.prescription.cells;
  const std::vector<CellLevel> levels = levels_of(cohort);
  if (!assigned || levels.empty() || levels.front().index() == assigned->index())
    return std::nullopt;
  const bool is_per_kg = std::holds_alternative<CellsPerKilogram>(*assigned);
  return Problem{Fault::contradiction,
                 {.source = file.document.name, .pointer = "/patient"},
                 fmt::format("its levels are in {}, and [order] cells of the case is in {}",
                             is_per_kg ? "cells" : "cells/kg", is_per_kg ? "cells/kg" : "cells"),
                 "write all levels in the unit of the case, or leave --cohort out and ask the "
                 "sponsor whether the level is open"};
}

} // namespace

CohortFile read_cohort_file(const std::string& path) {
  const std::string text = must(read_whole_file(path));
  return {document_of(path, text, read_cohort_csv), sha256(text)};
}

EscalationRule escalation_of(const Options& options, OptionReader& reader) {
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

void add_cohort(const Options& options, Admission& admission) {
  if (!options.cohort) return;
  OptionReader reader;
  const EscalationRule of_options = escalation_of(options, reader);
  reader.finish();
  const CohortFile file = read_cohort_file(*options.cohort);
  const Protocol& protocol = admission.treatment().protocol;
  Problems problems;
  if (auto other = other_protocol_of(file, protocol)) problems.push_back(std::move(*other));
  auto cohort = read_cohort(file.document, protocol, of_options, file.sha256);
  problems.insert(problems.end(), cohort.reason().begin(), cohort.reason().end());
  if (cohort && admission.the_case)
    if (auto other = other_unit_of(file, *cohort, *admission.the_case))
      problems.push_back(std::move(*other));
  if (!problems.empty()) {
    const Problems of_case = admission.the_case.reason();
    problems.insert(problems.begin(), of_case.begin(), of_case.end());
    throw Invalid{std::move(problems)};
  }
  if (admission.the_case)
    (*admission.the_case).cohort = std::make_shared<const Cohort>(std::move(*cohort));
}

} // namespace nkdose
