#include "cli/fhir/read/medication.hpp"

#include "cli/fhir/read/statements.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/protocol/built_in_file.hpp"
#include "schedule/protocol/library.hpp"

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

// In small letters and without hyphens, which word processors set where they like.
std::string plain_name(std::string_view text) {
  std::string plain = lower_case(text);
  std::erase(plain, '-');
  return plain;
}

// An abbreviation is a word by itself: "CYC" is not in "cyclosporine".
bool stands_in(std::string_view text, std::string_view name) {
  constexpr std::size_t longest_abbreviation = 3;
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const bool is_abbreviation = name.size() <= longest_abbreviation && all_of(name, is_letter);
  for (auto at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
    const std::string_view rest = text.substr(at + name.size());
    if (!is_abbreviation ||
        ((at == 0 || !is_letter(text[at - 1])) && (rest.empty() || !is_letter(rest.front()))))
      return true;
  }
  return false;
}

bool names(std::string_view text, const Drug& drug) {
  const std::string plain = plain_name(text);
  const auto is_in = [&](std::string_view name) { return stands_in(plain, plain_name(name)); };
  return is_in(drug.name) || any_of(drug.other_names, is_in);
}

// Systems go by more than one name.
bool is_of(std::string_view system, DrugCode::System terminology) {
  const std::string plain = lower_case(system);
  if (terminology == DrugCode::System::rxnorm)
    return plain.ends_with("/rxnorm") || plain == "urn:oid:2.16.840.1.113883.6.88";
  return plain.find("whocc.no/atc") != std::string::npos ||
         plain == "urn:oid:2.16.840.1.113883.6.73";
}

bool is_terminology(std::string_view system) {
  return is_of(system, DrugCode::System::rxnorm) || is_of(system, DrugCode::System::atc);
}

const Drug* drug_of(const FhirElement& coding) {
  for (const Drug& drug : known_drugs())
    for (const DrugCode& code : drug.codes)
      if (is_of(coding["system"].text(), code.system) && coding["code"].text() == code.code)
        return &drug;
  return nullptr;
}

struct Named {
  FhirElement concept_element;
  std::vector<std::string_view> texts; ///< for people
  FhirElement resource;                ///< the Medication, where one is referred to
  bool is_lost = false;                ///< what is referred to is not here
};

Named named_medication(const FhirResources& resources, const FhirElement& request) {
  Named named;
  named.concept_element = request["medicationCodeableConcept"];
  if (const FhirElement reference = request["medicationReference"]) {
    const std::string_view target = reference["reference"].text();
    named.resource =
        target.starts_with('#') ? contained_in(request, target) : resources.resolve(reference);
    named.is_lost = !named.resource;
    named.texts.push_back(reference["display"].text());
    if (!named.concept_element) named.concept_element = named.resource["code"];
    for (const FhirElement& ingredient : named.resource["ingredient"].items()) {
      const FhirElement item = ingredient["itemCodeableConcept"];
      named.texts.push_back(item["text"].text());
      for (const FhirElement& coding : item["coding"].items())
        named.texts.push_back(coding["display"].text());
    }
  }
  named.texts.push_back(named.concept_element["text"].text());
  for (const FhirElement& coding : named.concept_element["coding"].items())
    named.texts.push_back(coding["display"].text());
  std::erase(named.texts, "");
  return named;
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
    found = {drug ? Medication::Kind::drug : Medication::Kind::product, id, coding, {}};
  }
  return found;
}

// The whole name, where no code says anything and what says it is here; else unclear.
Medication by_name(const Named& named, const Drug& drug, const FhirElement& from) {
  const bool is_coded =
      any_of(named.concept_element["coding"].items(),
             [](const FhirElement& coding) { return is_terminology(coding["system"].text()); });
  const auto is_whole_name = [&](std::string_view text) {
    return lower_case(text) == lower_case(drug.name);
  };
  if (!is_coded && !named.is_lost && all_of(named.texts, is_whole_name))
    return {Medication::Kind::drug, std::string(drug.id.text()), from, {}};
  return unclear(from, fmt::format("it reads like {}, and no code of it that is known here stands "
                                   "beside it",
                                   drug.name));
}

// What else the request says of a medication of ours: another name, another resource.
std::optional<Medication> contradiction(const Named& named, const Medication& found,
                                        const FhirElement& request) {
  const FhirElement& resource = named.resource;
  if (const FhirElement status = resource["status"]; status && status.text() != "active")
    return unclear(status, "the Medication is not in use");
  if (const FhirElement modifier = modifier_within(resource))
    return unclear(modifier, "this may change which medication it is");
  if (request["medicationCodeableConcept"] && request["medicationReference"])
    return unclear(request["medicationReference"], "the medication stands twice");
  if (found.kind != Medication::Kind::drug) return std::nullopt;
  const Drug& drug =
      *find_in(known_drugs(), found.id, [](const Drug& one) { return std::string(one.id.text()); });
  for (const std::string_view text : named.texts)
    if (!names(text, drug))
      return unclear(found.from, fmt::format("people read {}, and the code is of {}",
                                             in_quotes(text), drug.name));
  return std::nullopt;
}

} // namespace

Medication medication_of(const FhirResources& resources, const FhirElement& request) {
  const Named named = named_medication(resources, request);
  const std::vector<FhirElement> codings = named.concept_element["coding"].items();
  const FhirElement from = named.concept_element ? named.concept_element : request;
  if (named.texts.empty() && codings.empty())
    return unclear(from, "nothing here says which medication it is");
  Medication found = by_codes(codings);
  for (const Drug& drug : known_drugs())
    if (found.kind == Medication::Kind::other &&
        any_of(named.texts, [&](std::string_view text) { return names(text, drug); }))
      found = by_name(named, drug, from);
  if (found.kind != Medication::Kind::drug && found.kind != Medication::Kind::product) return found;
  return contradiction(named, found, request).value_or(found);
}

std::string_view drug_read_in(const FhirElement& concept_element) {
  const std::vector<FhirElement> texts = texts_of_concept(concept_element);
  const std::vector<FhirElement> codings = concept_element["coding"].items();
  for (const Drug& drug : known_drugs())
    if (any_of(codings, [&](const FhirElement& coding) { return drug_of(coding) == &drug; }) ||
        any_of(texts, [&](const FhirElement& text) { return names(text.text(), drug); }))
      return drug.name;
  return {};
}

bool is_content_of_vial(std::string_view drug_id, Decimal mg) {
  return any_of(known_drugs(), [&](const Drug& drug) {
    return drug.id == Name(drug_id) &&
           any_of(drug.presentations, [&](const Presentation& presentation) {
             return any_of(presentation.vials,
                           [&](const VialSize& vial) { return vial.content.value() == mg; });
           });
  });
}

bool is_pentostatin(const FhirResources& resources, const FhirElement& resource) {
  // RxNorm and ATC, from memory.
  constexpr std::string_view codes[] = {"8011", "L01XX08"};
  constexpr std::string_view words[] = {"pentostatin", "nipent", "deoxycoformycin", "喷司他丁",
                                        "ペントスタチン"};
  const Named named = named_medication(resources, resource);
  return any_of(named.concept_element["coding"].items(),
                [&](const FhirElement& coding) {
                  return is_terminology(coding["system"].text()) &&
                         holds(codes, coding["code"].text());
                }) ||
         any_of(named.texts, [&](std::string_view text) {
           const std::string plain = plain_name(text);
           return any_of(words,
                         [&](std::string_view word) { return plain.find(word) != plain.npos; });
         });
}

} // namespace nkdose
