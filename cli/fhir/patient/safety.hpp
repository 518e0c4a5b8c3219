// The answers to the questions of [safety] that a FHIR document gives.
#pragma once

#include "cli/fhir/read/observations.hpp"

namespace nkdose {

/// [safety]: the answers of our own questionnaire, and of allergies, pregnancy tests and
/// medications. A "yes" must not get lost: what is not one plain answer to each question, and two
/// answers that contradict, are problems.
void add_safety(const PatientSources& sources, FhirProblems& problems, Remarks& remarks,
                Document& the_case);

} // namespace nkdose
