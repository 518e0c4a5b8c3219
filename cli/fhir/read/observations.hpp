// Choosing among a patient's Observations: the newest that counts, never a guess.
#pragma once

#include "cli/fhir/read/moment.hpp"
#include "cli/fhir/read/statements.hpp"
#include "schedule/days/day.hpp"

namespace nkdose {

/// The day of the calculation: as somebody has named it, else the first drug day.
struct CalculationDay {
  std::optional<Day> day; ///< none where neither is known
  bool is_named = false;
};

/// What a patient's values are read from. The resources, the patient and the statements outlive it.
struct PatientSources {
  const FhirResources& resources;
  const FhirElement& patient;
  const Statements& statements;
  CalculationDay today;
  std::optional<Day> oldest_pregnancy_test =
      {};                                ///< that is an answer, where negative; none: none is
  std::optional<Day> oldest_answer = {}; ///< to the questions of [safety], without a remark
};

/// What an Observation says, as a case writes it.
struct Observed {
  FhirElement observation;
  FhirElement part;      ///< the Observation, or its component that says it
  std::string text;      ///< "58.4 kg"
  std::optional<Day> on; ///< none where the Observation says that the day is not known
};

/// The newest final, amended or corrected Observation of the patient, or component of one, by the
/// day of the calculation. Nothing where there is none; nothing and a problem where those there are
/// cannot count, where two are equally new and not the same, where the newest is no plain quantity,
/// or where what is newer reads like it under another code. What is newer and may be it is
/// remarked.
std::optional<Observed> newest(const PatientSources& sources, Observable what,
                               FhirProblems& problems, Remarks& remarks);

} // namespace nkdose
