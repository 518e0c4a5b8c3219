// Conditions and flags of a patient that bear on the treatment by their words.
#pragma once

#include "cli/fhir/read/observations.hpp"

namespace nkdose {

/// A condition or a flag, still so, that names a drug of ours or a pregnancy is remarked: whether
/// it is an allergy, a history or a plan, its words say to a person.
void read_conditions(const PatientSources& sources, Remarks& remarks);

} // namespace nkdose
