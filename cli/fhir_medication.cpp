#include "cli/fhir_medication.hpp"

#include "cli/fhir_terms.hpp"
#include "dosing/search.hpp"
#include "dosing/wording.hpp"
#include "schedule/library.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

const std::vector<Drug>& known_drugs() {
  static const std::vector<Drug> drugs = [] {
    std::vector<Drug> all;
    for (const std::string_view id : built_in_ids("drugs"))
      all.push_back(built_in_drug(*built_in("drugs", id)));
    return all;
  }();
  return drugs;
}

bool names(std::string_view text, const Drug& drug) {
  return lower_case(text).find(lower_case(drug.name)) != std::string::npos;
}

bool is_terminology(std::string_view system) {
  return system == rxnorm_system || system == atc_system;
}

const Drug* drug_of(const FhirElement& coding) {
  for (const Drug& drug : known_drugs())
    for (const DrugCode& code : drug.codes)
      if (coding["system"].text() == system_of(code.system) && coding["code"].text() == code.code)
        return &drug;
  return nullptr;
}

// "#m1" is a resource inside the request itself.
FhirElement contained(const FhirElement& request, std::string_view reference) {
  for (const FhirElement& one : request["contained"].items())
    if (reference.size() > 1 && one["id"].text() == reference.substr(1)) return one;
  return {};
}

struct Named {
  FhirElement concept_element;
  std::string_view text; ///< for people
};

Named named_medication(const FhirResources& resources, const FhirElement& request) {
  if (const FhirElement found = request["medicationCodeableConcept"])
    return {found, found["text"].text()};
  const FhirElement reference = request["medicationReference"];
  const std::string_view target = reference["reference"].text();
  const FhirElement resource =
      target.starts_with('#') ? contained(request, target) : resources.resolve(reference);
  const FhirElement code = resource["code"];
  return {code, code["text"].text().empty() ? reference["display"].text() : code["text"].text()};
}

Medication unclear(const FhirElement& from, std::string why) {
  return {Medication::Kind::unclear, "", from, std::move(why)};
}

// What the codes say; other where they say nothing.
Medication by_codes(const std::vector<FhirElement>& codings) {
  Medication found;
  for (const FhirElement& coding : codings) {
    const Drug* drug = drug_of(coding);
    const bool is_product = coding["system"].text() == product_system;
    if (!drug && !is_product) continue;
    const std::string id(drug ? drug->id.text() : coding["code"].text());
    const std::string_view display = coding["display"].text();
    if (found.kind != Medication::Kind::other && found.id != id)
      return unclear(
          coding, fmt::format("the codes are of {} and of {}", in_quotes(found.id), in_quotes(id)));
    if (drug && !display.empty() && ascii_length(display) == display.size() &&
        !names(display, *drug))
      return unclear(coding, fmt::format("people read {}, and the code is of {}",
                                         in_quotes(display), drug->name));
    found = {drug ? Medication::Kind::drug : Medication::Kind::product, id, coding, {}};
  }
  return found;
}

} // namespace

Medication medication_of(const FhirResources& resources, const FhirElement& request) {
  const auto [concept_element, text] = named_medication(resources, request);
  const std::vector<FhirElement> codings = concept_element["coding"].items();
  const FhirElement from = concept_element ? concept_element : request;
  if (text.empty() && codings.empty())
    return unclear(from, "nothing here says which medication it is");
  Medication found = by_codes(codings);
  if (found.kind == Medication::Kind::unclear) return found;
  const bool is_coded = any_of(
      codings, [](const FhirElement& coding) { return is_terminology(coding["system"].text()); });
  for (const Drug& drug : known_drugs()) {
    const bool is_named = names(text, drug) || any_of(codings, [&](const FhirElement& coding) {
                            return names(coding["display"].text(), drug);
                          });
    if (!is_named || found.id == drug.id.text()) continue;
    if (found.kind == Medication::Kind::other && !is_coded &&
        lower_case(text) == lower_case(drug.name))
      return {Medication::Kind::drug, std::string(drug.id.text()), from, {}};
    return unclear(from, fmt::format("it reads like {}, and no code of it that is known here "
                                     "stands beside it",
                                     drug.name));
  }
  return found;
}

} // namespace nkdose
