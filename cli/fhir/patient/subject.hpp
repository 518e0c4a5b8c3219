// Whom requests name as their patient, beside the reference.
#pragma once

#include "cli/fhir/patient/other_texts.hpp"
#include "cli/fhir/read/dosage.hpp"

namespace nkdose {

/// Of each request the words or the identifier of its subject, where they are not the patient's: a
/// reference is followed by programs, but people read the name.
std::vector<OtherText> other_subjects(const std::vector<RequestedDose>& doses,
                                      const FhirElement& patient);

} // namespace nkdose
