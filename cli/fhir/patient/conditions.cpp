#include "cli/fhir/patient/conditions.hpp"

#include "cli/fhir/read/medication.hpp"
#include "cli/fhir/read/observed_words.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::string_view pregnant = "77386006"; // SNOMED CT

bool is_over(const FhirElement& resource) {
  constexpr std::string_view codes[] = {"refuted", "entered-in-error", "inactive", "resolved",
                                        "remission"};
  const auto says_so = [&](const FhirElement& concept_element) {
    return any_of(concept_element["coding"].items(),
                  [&](const FhirElement& coding) { return holds(codes, coding["code"].text()); });
  };
  return says_so(resource["clinicalStatus"]) || says_so(resource["verificationStatus"]) ||
         holds(codes, resource["status"].text());
}

bool names_pregnancy(const FhirElement& concept_element) {
  WordsRead read;
  for (const FhirElement& text : texts_of_concept(concept_element))
    read_words(text.text(), read);
  return read.names(Observable::pregnancy_test) ||
         any_of(concept_element["coding"].items(),
                [](const FhirElement& coding) { return coding["code"].text() == pregnant; });
}

std::string words_of(const FhirElement& concept_element) {
  const std::vector<FhirElement> texts = texts_of_concept(concept_element);
  return texts.empty() ? "by its code" : in_quotes(texts.front().text());
}

} // namespace

void read_conditions(const PatientSources& sources, Remarks& remarks) {
  const bool is_man = sources.patient["gender"].text() == "male";
  for (const std::string_view type : {"Condition", "Flag"})
    for (const FhirElement& resource : sources.resources.of_type(type)) {
      const FhirElement code = resource["code"];
      const std::string_view drug = drug_read_in(code);
      const bool is_pregnancy = !is_man && names_pregnancy(code);
      if (drug.empty() && !is_pregnancy) continue;
      if (is_over(resource))
        remarks.add_taken_back();
      else
        remarks.add_unread(resource, drug.empty() ? "pregnancy-test" : "hypersensitivity",
                           fmt::format("a {} that names {}: {}", type,
                                       drug.empty() ? "a pregnancy" : drug, words_of(code)));
    }
}

} // namespace nkdose
