// The patient of a FHIR document: who it is, what was measured, what was answered about safety.
#pragma once

#include "cli/fhir/read/table_builder.hpp"

namespace nkdose {

/// The one Patient, who lives and whose record is in use; none and a problem otherwise.
FhirElement the_patient(const FhirResources& resources, FhirProblems& problems);

/// [patient]: what was measured by `today`, the day of the calculation.
TableBuilder patient_table(const FhirResources& resources, const FhirElement& patient,
                           std::optional<Day> today, FhirProblems& problems, Document& document);

/// [safety]: the answers of our own questionnaire, where there are any. A "yes" must not get lost:
/// what is not one plain answer to each question is a problem.
void add_safety(const FhirResources& resources, const FhirElement& patient, FhirProblems& problems,
                Document& the_case);

} // namespace nkdose
