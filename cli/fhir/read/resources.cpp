#include "cli/fhir/read/resources.hpp"

#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {

bool is_fhir(const Document& document) {
  return document.root.find("resourceType") != nullptr;
}

FhirResources::FhirResources(const Document& bundle, WardZone zone)
    : document_(&bundle), zone_(std::move(zone)) {
  add(FhirElement(bundle.root, bundle.pointer));
}

void FhirResources::add(const FhirElement& element, std::span<const std::string_view> left_out) {
  const auto add_one = [&](const FhirElement& resource, std::string_view full_url) {
    if (resource.type() == "Bundle") return add(resource, left_out); // an answer among others
    if (!resource.type().empty() && !holds(left_out, resource.type()))
      add_resource(resource, full_url);
  };
  if (element.type() != "Bundle") return add_one(element, "");
  for (const FhirElement& entry : element["entry"].items())
    add_one(entry["resource"], entry["fullUrl"].text());
}

void FhirResources::add_resource(const FhirElement& resource, std::string_view full_url) {
  const std::size_t place = resources_.size();
  resources_.push_back(resource);
  if (!full_url.empty()) by_url_.emplace(full_url, place);
  if (const std::string_view id = resource["id"].text(); !id.empty())
    by_id_.emplace(fmt::format("{}/{}", resource.type(), id), Named{place, !full_url.empty()});
}

std::vector<FhirElement> FhirResources::of_type(std::string_view type) const {
  std::vector<FhirElement> found;
  for (const FhirElement& one : resources_)
    if (one.type() == type) found.push_back(one);
  return found;
}

FhirElement FhirResources::resolve(const FhirElement& reference) const {
  const std::string_view written = reference["reference"].text();
  const std::string_view wanted = written.substr(0, written.find("/_history/"));
  if (const auto found = by_url_.find(wanted); found != by_url_.end())
    return resources_[found->second];
  const auto id = wanted.rfind('/');
  const auto type = id == 0 || id == wanted.npos ? wanted.npos : wanted.rfind('/', id - 1);
  const std::string named(type == wanted.npos ? wanted : wanted.substr(type + 1));
  const auto found = by_id_.find(named);
  const bool is_whole_url = wanted.find("://") != wanted.npos;
  if (type != wanted.npos && !is_whole_url) return {}; // more than a type and an id
  if (found == by_id_.end() || (is_whole_url && found->second.has_url)) return {};
  return resources_[found->second.place];
}

bool FhirResources::refers(const FhirElement& reference, const FhirElement& resource) const {
  const FhirElement meant = resolve(reference);
  if (const std::string_view type = reference["type"].text();
      !type.empty() && type != resource.type())
    return false;
  return meant && &meant.value() == &resource.value();
}

} // namespace nkdose
