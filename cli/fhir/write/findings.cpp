#include "cli/fhir/write/findings.hpp"

#include "cli/words/finding_words.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

std::string_view issue_severity(Severity severity) {
  switch (severity) {
  case Severity::info:
    return "low";
  case Severity::warning:
    return "moderate";
  case Severity::stop:
    break;
  }
  return "high";
}

std::string_view outcome_severity(Severity severity) {
  switch (severity) {
  case Severity::info:
    return "information";
  case Severity::warning:
    return "warning";
  case Severity::stop:
    break;
  }
  return "error";
}

} // namespace

void write_detected_issue(FhirWriter& json, const Plan& plan, const ReleasedFinding& released,
                          std::string_view patient, std::string_view implicated,
                          std::string_view author) {
  const FindingWords words = words_of(released.finding, plan.treatment, plan.the_case, false);
  json.key("status").text("final");
  json.concept_at("code", finding_system, released.finding.code.text(), words.title);
  json.key("severity").text(issue_severity(released.finding.severity));
  json.reference_at("patient", patient);
  json.reference_at("author", author);
  json.references_at("implicated", {std::string(implicated)});
  json.key("detail").text(sentences(words));
  if (!released.acknowledgement) return;
  const Acknowledgement& seen = plan.the_case->acknowledgements[*released.acknowledgement];
  json.key("mitigation").open_list().open_object();
  json.words_at("action", fmt::format("acknowledged by {}: {}", seen.by, seen.reason));
  json.close_object().close_list();
}

std::string operation_outcome(const Plan& plan) {
  FhirWriter json;
  json.begin("OperationOutcome");
  json.key("issue").open_list();
  for (const ReleasedFinding& released : plan.release.findings) {
    const Severity severity = released.finding.severity;
    const FindingWords words = words_of(released.finding, plan.treatment, plan.the_case, true);
    json.open_object().key("severity").text(outcome_severity(severity));
    json.key("code").text(severity == Severity::info ? "informational" : "business-rule");
    json.concept_at("details", finding_system, released.finding.code.text(), words.title);
    json.key("diagnostics").text(sentences(words));
    json.close_object();
  }
  json.close_list().close_object();
  return std::move(json).finish();
}

} // namespace nkdose
