// When an Observation took effect, and the ward's day of a FHIR date.
#pragma once

#include "cli/fhir/read/resources.hpp"
#include "schedule/days/zone.hpp"

namespace nkdose {

/// When something took effect: a day; or an instant, and the days that it may be of in the ward.
/// They are two where nobody has named the ward's zone.
struct Moment {
  Day day;                        ///< the only one, or the first that is possible
  Day last;                       ///< the last that is possible
  std::optional<Instant> instant; ///< none: only the day is known

  bool is_of_one_day() const { return day == last; }
};

/// 1: the first is newer; -1: the second is; 0: nobody can tell.
int newer(const Moment& first, const Moment& second);

/// Of a FHIR date, dateTime or instant. Without a zone the day of a time with an offset is the one
/// that is written; one in UTC does not tell the day.
std::optional<Moment> moment_of(const FhirElement& date, const WardZone& zone,
                                FhirProblems& problems);

/// The only day that it may be of; an error where there are two.
std::optional<Day> only_day(const Moment& moment, const FhirElement& date, const WardZone& zone,
                            FhirProblems& problems);
std::optional<Day> civil_day(const FhirElement& date, const WardZone& zone, FhirProblems& problems);

/// When it took effect; none where it does not say.
FhirElement time_of(const FhirElement& observation);

} // namespace nkdose
