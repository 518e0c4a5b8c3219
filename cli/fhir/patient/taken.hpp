// What a patient takes, was given or is ordered beside the requests of the plan, as far as it
// bears on it.
#pragma once

#include "cli/fhir/patient/safety_answer.hpp"
#include "cli/fhir/read/observations.hpp"

namespace nkdose {

/// Pentostatin that is taken or ordered answers `pentostatin` with yes. A statement that a drug of
/// ours was taken shortly before is a problem; pentostatin that is over, and a statement of ours
/// that does not say when, are remarked.
void add_answers_of_medications(const PatientSources& sources, FhirProblems& problems,
                                Remarks& remarks, std::vector<SafetyAnswer>& answers);

} // namespace nkdose
