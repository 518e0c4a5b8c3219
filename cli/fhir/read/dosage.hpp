// One dosage of a request: how much, on which days. What is not understood is an error.
#pragma once

#include "cli/fhir/read/element.hpp"
#include "schedule/days/zone.hpp"

namespace nkdose {

/// A text that a case or an order will have, and where it was read.
struct ReadText {
  std::string text; ///< empty where nothing says it
  FhirElement from;
};

/// One dosage of a request: the same dose on each of the days.
struct RequestedDose {
  FhirElement request, dosage;
  std::string drug;    ///< our id; empty: the cells
  std::string product; ///< of cells, its name
  ReadText level;      ///< "30 mg/m2/day", "1000e6 cells"
  ReadText dose;       ///< "49 mg"; of cells the count, where the level is per kg
  struct Date {
    Day day;
    FhirElement from;
  };
  std::vector<Date> dates;
};

/// Reads a dosage into a dose that knows its request and its drug.
void read_dosage(const FhirElement& dosage, RequestedDose& dose, const WardZone& zone,
                 FhirProblems& problems);

} // namespace nkdose
