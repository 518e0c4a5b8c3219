// Which drug or product a MedicationRequest is of: never a guess, and never passed over in silence.
#pragma once

#include "cli/fhir/read/resources.hpp"

namespace nkdose {

struct Medication {
  enum class Kind {
    other,   ///< none of ours
    drug,    ///< by code, or by its whole name where no code says anything
    product, ///< cells, by name
    unclear, ///< it reads like one of ours, or nobody can tell
  };
  Kind kind = Kind::other;
  std::string id;   ///< of the drug, or the product's name
  FhirElement from; ///< what says so
  std::string why;  ///< it is unclear
};

/// Of the concept in the request, or of the Medication that it refers to, also inside the request.
Medication medication_of(const FhirResources& resources, const FhirElement& request);

/// The name of the drug of ours that a concept reads like, by a code or in words; empty: none.
std::string_view drug_read_in(const FhirElement& concept_element);

/// Whether a vial of the drug holds so many mg, so that they are a strength in its name.
bool is_content_of_vial(std::string_view drug_id, Decimal mg);

/// Whether a resource of a medication is of pentostatin, by a code or in words.
bool is_pentostatin(const FhirResources& resources, const FhirElement& resource);

} // namespace nkdose
