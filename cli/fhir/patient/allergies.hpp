// Allergies that bear on the treatment.
#pragma once

#include "cli/fhir/patient/safety_answer.hpp"
#include "cli/fhir/read/observations.hpp"

namespace nkdose {

/// An active one to a drug of ours answers `hypersensitivity` with yes, and a record that says that
/// none is known with no. One to what a product may hold or what is alike, an intolerance, and one
/// that says nothing are remarked; any other allergy is of another thing.
void add_answers_of_allergies(const PatientSources& sources, FhirProblems& problems,
                              Remarks& remarks, std::vector<SafetyAnswer>& answers);

} // namespace nkdose
