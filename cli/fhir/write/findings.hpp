// The findings of a plan in FHIR: a DetectedIssue each, beside requests; an OperationOutcome of
// all, where there is nothing to request (docs/decisions/fhir.md).
#pragma once

#include "cli/fhir/write/writer.hpp"
#include "schedule/plan/plan.hpp"

namespace nkdose {

/// The elements of a DetectedIssue, after its resourceType.
void write_detected_issue(FhirWriter& json, const Plan& plan, const ReleasedFinding& finding,
                          std::string_view patient, std::string_view implicated,
                          std::string_view author);

/// Of a plan without an order: its figures are withheld.
std::string operation_outcome(const Plan& plan);

} // namespace nkdose
