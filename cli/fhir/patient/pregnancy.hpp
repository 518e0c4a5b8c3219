// Pregnancy tests of a patient.
#pragma once

#include "cli/fhir/patient/safety_answer.hpp"
#include "cli/fhir/read/observations.hpp"

namespace nkdose {

/// The newest plain result answers `pregnancy_test_positive`; a negative one only
/// within the site's window (`oldest_pregnancy_test`), a positive one until a newer one is
/// negative. A newer one that is not plain, not final or undated is remarked. Of a man nothing is
/// asked.
void add_answers_of_pregnancy_tests(const PatientSources& sources, FhirProblems& problems,
                                    Remarks& remarks, std::vector<SafetyAnswer>& answers);

} // namespace nkdose
