#include "cli/fhir_resources.hpp"

#include "dosing/search.hpp"

#include <fmt/format.h>

namespace nkdose {

bool is_fhir(const Document& document) {
  return document.root.find("resourceType") != nullptr;
}

FhirResources::FhirResources(const Document& bundle) : document_(&bundle) {
  add(FhirElement(bundle.root, bundle.pointer));
}

void FhirResources::remove(std::string_view type) {
  std::erase_if(resources_, [&](const FhirResource& one) { return one.element.type() == type; });
}

void FhirResources::add(const FhirElement& element) {
  if (element.type() != "Bundle") {
    if (!element.type().empty()) resources_.push_back({element, ""});
    return;
  }
  for (const FhirElement& entry : element["entry"].items())
    if (const FhirElement resource = entry["resource"])
      resources_.push_back({resource, entry["fullUrl"].text()});
}

std::vector<FhirElement> FhirResources::of_type(std::string_view type) const {
  std::vector<FhirElement> found;
  for (const FhirResource& one : resources_)
    if (one.element.type() == type) found.push_back(one.element);
  return found;
}

bool FhirResources::refers(const FhirElement& reference, const FhirElement& resource) const {
  const std::string_view wanted = reference["reference"].text();
  const auto here = find_in(resources_, &resource.value(),
                            [](const FhirResource& one) { return &one.element.value(); });
  if (wanted.empty() || here == resources_.end()) return false;
  if (wanted == here->full_url) return true;
  const std::string_view id = resource["id"].text();
  const std::string named = fmt::format("{}/{}", resource.type(), id);
  return !id.empty() && (wanted == named || wanted.ends_with('/' + named));
}

FhirElement FhirResources::resolve(const FhirElement& reference) const {
  const auto found =
      std::find_if(resources_.begin(), resources_.end(),
                   [&](const FhirResource& one) { return refers(reference, one.element); });
  return found == resources_.end() ? FhirElement() : found->element;
}

} // namespace nkdose
