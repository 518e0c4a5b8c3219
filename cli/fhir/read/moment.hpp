// When an Observation took effect, and the civil day of a FHIR date.
#pragma once

#include "cli/fhir/read/resources.hpp"
#include "schedule/days/day.hpp"

#include <chrono>

namespace nkdose {

/// When something took effect, to tell which of two is newer: the day alone where no time of day is
/// given.
struct Moment {
  Day day;
  std::optional<std::chrono::seconds> instant; ///< since 1970, UTC
};

std::optional<Moment> moment_of(const FhirElement& date, FhirProblems& problems);

/// When it took effect; none where it does not say.
FhirElement time_of(const FhirElement& observation);

/// The day of a FHIR date or dateTime, as it is written: "2026-11-30T08:15:00+08:00" is of the
/// 30th. A time in UTC is an error: it does not tell the day where the patient is.
std::optional<Day> civil_day(const FhirElement& date, FhirProblems& problems);

} // namespace nkdose
