// What MedicationRequests ask for: which drug, at which level, how much on which days.
#pragma once

#include "cli/fhir/read/dosage.hpp"
#include "cli/fhir/read/medication.hpp"
#include "schedule/protocol/protocol.hpp"

namespace nkdose {

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
