// Choosing among a patient's Observations: the newest that counts, never a guess.
#pragma once

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

/// When it took effect; none where it does not say.
FhirElement time_of(const FhirElement& observation);

/// The day of a FHIR date or dateTime, as it is written: "2026-11-30T08:15:00+08:00" is of the
/// 30th. A time in UTC is an error: it does not tell the day where the patient is.
std::optional<Day> civil_day(const FhirElement& date, FhirProblems& problems);

} // namespace nkdose
