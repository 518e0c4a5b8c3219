// The resources that a FHIR document brings: the entries of a Bundle, or of what a CDS Hooks
// request holds.
#pragma once

#include "cli/fhir_element.hpp"

namespace nkdose {

struct FhirResource {
  FhirElement element;
  std::string_view full_url; ///< empty where the entry has none
};

class FhirResources {
public:
  /// Of a Bundle.
  explicit FhirResources(const Document& bundle);
  /// Of nothing yet.
  enum class Beginning { empty };
  FhirResources(const Document& document, Beginning) : document_(&document) {}

  const Document& document() const { return *document_; }
  std::vector<FhirElement> of_type(std::string_view type) const;
  /// True when the reference means the resource: by the entry's URL, or by type and id, also at the
  /// end of a URL.
  bool refers(const FhirElement& reference, const FhirElement& resource) const;
  /// The resource that is meant; none where it is not here.
  FhirElement resolve(const FhirElement& reference) const;

  /// A resource, or the entries of a Bundle.
  void add(const FhirElement& element);
  void remove(std::string_view type);

private:
  const Document* document_;
  std::vector<FhirResource> resources_;
};

/// Whether a document is FHIR: it says what resource it is.
bool is_fhir(const Document& document);

} // namespace nkdose
