// What the Observations of a bundle, their components and the resources inside them speak of: found
// out once, for all that is asked of them.
#pragma once

#include "cli/fhir/read/remarks.hpp"
#include "cli/fhir/read/resources.hpp"
#include "cli/fhir/terms.hpp"

#include <span>

namespace nkdose {

/// An Observation, or a component of one, that speaks of what is measured.
struct Statement {
  enum class How {
    by_code,   ///< by a code that is read
    alike,     ///< by another code of the same, or in words that are all understood
    unclearly, ///< in words of which some are not
  };
  FhirElement observation;
  FhirElement part; ///< the component, or the Observation itself
  How how;
};

class Statements {
public:
  /// The resources outlive it. Observations that speak of nothing that is asked are remarked.
  Statements(const FhirResources& resources, Remarks& remarks);

  std::span<const Statement> of(Observable what) const {
    return of_[static_cast<std::size_t>(what)];
  }

private:
  void add_resource(const FhirElement& resource, Remarks& remarks);
  void add_observation(const FhirElement& observation, Remarks& remarks);
  bool add_part(const FhirElement& observation, const FhirElement& part);
  bool add_nameless(const FhirElement& observation, const FhirElement& part);

  const FhirResources& resources_;
  std::array<std::vector<Statement>, observable_count> of_; ///< by Observable
};

/// Every text that people read beside the code of an Observation or a component: the concept's own,
/// the displays, and a laboratory's own code, where it has letters.
std::vector<FhirElement> texts_of_code(const FhirElement& part);
/// Of the specimen, by its display or by the Specimen that is referred to; its codes, where nothing
/// says them in words.
std::vector<FhirElement> texts_of_specimen(const FhirResources& resources,
                                           const FhirElement& observation);
/// Of any CodeableConcept.
std::vector<FhirElement> texts_of_concept(const FhirElement& concept_element);

/// "#m1" is a resource inside the other one.
FhirElement contained_in(const FhirElement& resource, std::string_view reference);

} // namespace nkdose
