// The resources that a FHIR document brings: the entries of a Bundle, or of what a CDS Hooks
// request holds.
#pragma once

#include "cli/fhir/read/element.hpp"
#include "schedule/days/zone.hpp"

#include <span>
#include <unordered_map>

namespace nkdose {

/// The document outlives it.
class FhirResources {
public:
  /// Of a Bundle, read in a ward.
  explicit FhirResources(const Document& bundle, WardZone zone = {});
  /// Of nothing yet.
  enum class Beginning { empty };
  FhirResources(const Document& document, Beginning) : document_(&document) {}

  const Document& document() const { return *document_; }
  /// Of the ward whose days its times are turned into.
  const WardZone& zone() const { return zone_; }
  void read_in(WardZone zone) { zone_ = std::move(zone); }
  std::vector<FhirElement> of_type(std::string_view type) const;
  /// The resource that is meant: by its entry's URL, else by type and id ("Patient/7"). A whole
  /// URL means by type and id only an entry without a URL. A version of it
  /// ("Patient/7/_history/3") is the resource. None where it is not here.
  FhirElement resolve(const FhirElement& reference) const;
  bool refers(const FhirElement& reference, const FhirElement& resource) const;

  const std::vector<FhirElement>& all() const { return resources_; }

  /// A resource, or the entries of a Bundle, and of Bundles inside it; but for resources of the
  /// types that are left out.
  void add(const FhirElement& element, std::span<const std::string_view> left_out = {});

private:
  void add_resource(const FhirElement& resource, std::string_view full_url);

  struct Named {
    std::size_t place;
    bool has_url;
  };
  const Document* document_;
  WardZone zone_;
  std::vector<FhirElement> resources_;
  std::unordered_map<std::string_view, std::size_t> by_url_;
  std::unordered_map<std::string, Named> by_id_; ///< "Patient/7"
};

/// Whether a document is FHIR: it says what resource it is.
bool is_fhir(const Document& document);

} // namespace nkdose
