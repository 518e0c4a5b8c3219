#include "cli/fhir/patient/sex.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// HL7's Gender Harmony, US Core, and what servers made of them before there was one.
constexpr std::string_view clinical_use[] = {"sexparameterforclinicaluse", "sex-for-clinical-use",
                                             "sexforclinicaluse"};
constexpr std::string_view at_birth[] = {
    "birthsex",           "us-core-sex", "recordedsexorgender", "recorded-sex-or-gender",
    "sexassignedatbirth", "birth-sex"};
constexpr std::string_view female_codes[] = {"f", "female", "female-typical", "248152002", "la3-6"};
constexpr std::string_view male_codes[] = {"m", "male", "male-typical", "248153007", "la2-8"};
constexpr std::string_view no_answers[] = {"unk", "asku", "unknown", "oth", "asked-declined"};

// What an extension says: the codes within it, by whatever element they have.
void add_codes(const FhirElement& element, std::vector<FhirElement>& codes) {
  if (!element) return;
  for (const Member& member : element.value().members)
    if ((member.key == "code" || member.key == "valueCode" || member.key == "valueString") &&
        member.value.type == Value::Type::text)
      codes.push_back(element[member.key]);
    else if (member.key != "url" && member.key != "system")
      for (const FhirElement& item : element[member.key].items())
        add_codes(item, codes);
}

bool is_of(const FhirElement& extension, std::span<const std::string_view> names) {
  const std::string url = lower_case(extension["url"].text());
  return any_of(names, [&](std::string_view name) { return url.ends_with(name); });
}

// "female", "male", "" for no answer; nothing where it cannot be read.
std::optional<std::string_view> answer_of(const FhirElement& extension) {
  std::vector<FhirElement> codes;
  add_codes(extension, codes);
  std::optional<std::string_view> answer;
  for (const FhirElement& code : codes) {
    const std::string plain = lower_case(code.text());
    const bool is_female = holds(female_codes, plain), is_male = holds(male_codes, plain);
    if (!is_female && !is_male && !holds(no_answers, plain)) continue;
    const std::string_view one = is_female ? "female" : is_male ? "male" : "";
    if (answer && *answer != one) return std::nullopt;
    answer = one;
  }
  return answer;
}

// An Observation of the sex, whatever it was observed for.
void observed_sex(const PatientSources& sources, const FhirElement& gender, Remarks& remarks) {
  for (const Statement& one : sources.statements.of(Observable::sex)) {
    const std::string_view status = one.observation["status"].text();
    const auto answer = answer_of(one.part["valueCodeableConcept"]);
    if (status == "entered-in-error" || status == "cancelled")
      remarks.add_taken_back();
    else if (!answer || (!answer->empty() && *answer != gender.text()))
      remarks.add_unread(one.part, "sex",
                         fmt::format("an Observation of the sex, {}, and the gender {} is computed "
                                     "with",
                                     answer ? *answer : "not read as female or male",
                                     in_quotes(gender.text())));
    else
      remarks.add_older(); // says it once more
  }
}

} // namespace

void must_be_the_sex(const PatientSources& sources, const FhirElement& gender,
                     FhirProblems& problems, Remarks& remarks) {
  observed_sex(sources, gender, remarks);
  for (const FhirElement& extension : sources.patient["extension"].items()) {
    const bool is_clinical = is_of(extension, clinical_use);
    if (!is_clinical && !is_of(extension, at_birth)) continue;
    const auto answer = answer_of(extension);
    const std::string_view question = is_clinical ? "sex for clinical use" : "sex at birth";
    if (!answer || (is_clinical && answer->empty()))
      remarks.add_unread(extension, "sex",
                         fmt::format("a {} that is not read as female or male, beside the gender "
                                     "{} that is computed with",
                                     question, in_quotes(gender.text())));
    else if (!answer->empty() && *answer != gender.text() && is_clinical)
      problems.report(extension, Fault::contradiction,
                      fmt::format("the sex for clinical use is {}, and the gender is {}: two "
                                  "answers to what Cockcroft-Gault asks",
                                  *answer, in_quotes(gender.text())),
                      "ask which one the formula is to have, and bring that one");
    else if (!answer->empty() && *answer != gender.text())
      remarks.add_unread(extension, "sex",
                         fmt::format("the {} is {}, and the gender {} is computed with", question,
                                     *answer, in_quotes(gender.text())));
  }
}

} // namespace nkdose
