// Choosing among a patient's Observations: the newest that counts, never a guess.
#pragma once

#include "cli/fhir/read/moment.hpp"
#include "cli/fhir/read/resources.hpp"
#include "cli/fhir/terms.hpp"
#include "schedule/days/day.hpp"

namespace nkdose {

/// What an Observation says, as a case writes it.
struct Observed {
  FhirElement observation;
  std::string text;      ///< "58.4 kg"
  std::optional<Day> on; ///< none where the Observation says that the day is not known
};

/// The newest final, amended or corrected Observation of the patient that took effect by `today`
/// (without one: any). Nothing where there is none; nothing and a problem where those there are
/// cannot count, where two are equally new, or where the newest is no plain quantity.
std::optional<Observed> newest(const FhirResources& resources, const FhirElement& patient,
                               Observable what, std::optional<Day> today, FhirProblems& problems);

} // namespace nkdose
