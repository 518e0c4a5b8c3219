// The patient of a FHIR document: who it is, and what was measured.
#pragma once

#include "cli/fhir/read/observations.hpp"
#include "cli/fhir/read/table_builder.hpp"

namespace nkdose {

/// The one Patient, who lives and whose record is in use; none and a problem otherwise.
FhirElement the_patient(const FhirResources& resources, FhirProblems& problems);

/// [patient]: what was measured by the day of the calculation.
TableBuilder patient_table(const PatientSources& sources, FhirProblems& problems, Remarks& remarks,
                           Document& document);

} // namespace nkdose
