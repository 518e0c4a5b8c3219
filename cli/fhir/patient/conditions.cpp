#include "cli/fhir/patient/conditions.hpp"

#include "cli/fhir/patient/condition_words.hpp"
#include "cli/fhir/read/medication.hpp"
#include "cli/fhir/read/observed_words.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::string_view pregnant = "77386006"; // SNOMED CT

bool is_over(const FhirElement& resource) {
  constexpr std::string_view codes[] = {"refuted",  "entered-in-error", "inactive",
                                        "resolved", "remission",        "not-done"};
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

// The first that its words name, of this patient.
const Bearing* bearing_of_concept(const FhirElement& concept_element, bool is_man) {
  for (const FhirElement& text : texts_of_concept(concept_element))
    if (const Bearing* found = bearing_of(text.text()); found && !(is_man && found->is_of_women))
      return found;
  return nullptr;
}

void read_condition(const FhirElement& resource, bool is_man, Remarks& remarks) {
  const FhirElement code = resource["code"];
  const std::string_view drug = drug_read_in(code);
  const bool is_pregnancy = !is_man && names_pregnancy(code);
  const Bearing* bearing = bearing_of_concept(code, is_man);
  if (drug.empty() && !is_pregnancy && !bearing) return;
  if (is_over(resource)) return remarks.add_taken_back();
  const auto add = [&](Name about, std::string_view what) {
    remarks.add_unread(
        resource, about,
        fmt::format("a {} that names {}: {}", resource.type(), what, words_of(code)));
  };
  if (!drug.empty()) add("hypersensitivity", drug);
  if (is_pregnancy) add("pregnancy-test", "a pregnancy");
  if (bearing) add(Name(bearing->about), bearing->what);
}

// What a question was answered with, where that is a plain no.
bool says_no(const FhirElement& part) {
  constexpr std::string_view negative[] = {"no",     "n",      "negative",  "not breastfeeding",
                                           "nein",   "non",    "否",        "无",
                                           "いいえ", "la32-8", "373067005", "260385009"};
  if (const FhirElement answer = part["valueBoolean"]) return answer.value().literal == "false";
  if (holds(negative, lower_case(part["valueString"].text()))) return true;
  const FhirElement answer = part["valueCodeableConcept"];
  return holds(negative, lower_case(answer["text"].text())) ||
         any_of(answer["coding"].items(), [&](const FhirElement& coding) {
           return holds(negative, lower_case(coding["code"].text())) ||
                  holds(negative, lower_case(coding["display"].text()));
         });
}

void read_breast_feeding(const FhirElement& observation, Remarks& remarks) {
  constexpr std::string_view breast_feeding_status = "63895-7"; // LOINC, from memory
  constexpr std::string_view question = "breast-feeding";
  const Bearing* bearing = bearing_of_concept(observation["code"], false);
  const bool is_coded =
      any_of(observation["code"]["coding"].items(), [&](const FhirElement& coding) {
        return coding["code"].text() == breast_feeding_status;
      });
  if (!is_coded && !(bearing && bearing->about == question)) return;
  if (is_over(observation)) return remarks.add_taken_back();
  if (!says_no(observation))
    remarks.add_unread(observation, Name(question),
                       fmt::format("an Observation of breast-feeding that does not say no: {}",
                                   words_of(observation["code"])));
}

} // namespace

void read_conditions(const PatientSources& sources, Remarks& remarks) {
  const bool is_man = sources.patient["gender"].text() == "male";
  for (const std::string_view type : {"Condition", "Flag", "Procedure"})
    for (const FhirElement& resource : sources.resources.of_type(type))
      read_condition(resource, is_man, remarks);
  if (is_man) return;
  for (const FhirElement& observation : sources.resources.of_type("Observation"))
    read_breast_feeding(observation, remarks);
}

} // namespace nkdose
