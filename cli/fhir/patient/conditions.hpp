// Conditions, flags, procedures and answers of a patient that bear on the treatment by their words.
#pragma once

#include "cli/fhir/read/observations.hpp"

namespace nkdose {

/// A condition, a flag or a procedure, still so, that names a drug of ours, a pregnancy or what a
/// question of [safety] asks about is remarked, and so is an Observation of breast-feeding that
/// does not say no: whether it is an allergy, a history or a plan, its words say to a person.
void read_conditions(const PatientSources& sources, Remarks& remarks);

} // namespace nkdose
