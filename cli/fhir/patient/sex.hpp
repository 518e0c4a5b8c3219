// Which sex the formula is to have, where a record answers that more than once.
#pragma once

#include "cli/fhir/read/observations.hpp"

namespace nkdose {

/// Reports a sex for clinical use that is not the gender that is computed with; remarks a sex at
/// birth, a recorded or an observed one that is not, and what cannot be read.
void must_be_the_sex(const PatientSources& sources, const FhirElement& gender,
                     FhirProblems& problems, Remarks& remarks);

} // namespace nkdose
