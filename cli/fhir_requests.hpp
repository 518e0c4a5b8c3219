// What MedicationRequests ask for: which drug, at which level, how much on which days.
#pragma once

#include "cli/fhir_medication.hpp"
#include "schedule/protocol.hpp"

namespace nkdose {

/// A text that a case or an order will have, and where it was read.
struct ReadText {
  std::string text; ///< empty where nothing says it
  FhirElement from;
};

/// One dosage of a request: the same dose on each of the days.
struct RequestedDose {
  FhirElement request;
  std::string drug;               ///< our id; empty: the cells
  std::string product;            ///< of cells, its name
  ReadText level;                 ///< "30 mg/m2/day", "1000e6 cells"
  ReadText dose;                  ///< "49 mg"; of cells the count, where the level is per kg
  std::vector<ReadText> in_words; ///< every amount that people read beside it: "49 mg"
  struct Date {
    Day day;
    FhirElement from;
  };
  std::vector<Date> dates;
};

struct KnownRequest {
  FhirElement request;
  Medication medication;
};
/// The requests that stand, and that are of a drug we know, of a cell product, or unclear.
std::vector<KnownRequest> known_requests(const FhirResources& resources);

/// The requests of a patient that are of a drug we know or of a cell product, and that count:
/// neither cancelled, stopped or entered in error, nor saying not to give it.
std::vector<RequestedDose> requested_doses(const FhirResources& resources,
                                           const FhirElement& patient, FhirProblems& problems);

/// Reports cells that are not the protocol's product.
void must_be_of(const Protocol& protocol, const std::vector<RequestedDose>& doses,
                FhirProblems& problems);

/// The protocol that a RequestGroup or a request follows; empty where none says.
ReadText requested_protocol(const FhirResources& resources, FhirProblems& problems);

} // namespace nkdose
