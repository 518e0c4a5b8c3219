#include "cli/fhir/patient/allergies.hpp"

#include "cli/fhir/read/medication.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::string_view no_longer[] = {"inactive", "resolved"};
constexpr std::string_view not_so[] = {"refuted", "entered-in-error"};
// SNOMED CT: no known allergy, no known drug allergy.
constexpr std::string_view none_known_codes[] = {"716186003", "409137002"};
constexpr std::string_view none_known_words[] = {"no known allergies",
                                                 "no known allergy",
                                                 "no known drug allergies",
                                                 "no known drug allergy",
                                                 "nka",
                                                 "nkda",
                                                 "no known medication allergies",
                                                 "keine bekannten allergien",
                                                 "keine allergien bekannt",
                                                 "aucune allergie connue",
                                                 "sin alergias conocidas",
                                                 "无已知过敏",
                                                 "无过敏史",
                                                 "无药物过敏史",
                                                 "アレルギーなし"};
// What a product may hold, and what a patient who does not tolerate it may not tolerate of ours.
constexpr std::string_view related_words[] = {"dmso",
                                              "dimethyl sulfoxide",
                                              "dimethyl sulphoxide",
                                              "dimethylsulfoxid",
                                              "dimethylsulphoxid",
                                              "sulfoxyde de dimethyle",
                                              "二甲基亚砜",
                                              "二甲亚砜",
                                              "ジメチルスルホキシド",
                                              "human albumin",
                                              "albumin human",
                                              "albumin (human",
                                              "serum albumin",
                                              "humanalbumin",
                                              "albumine humaine",
                                              "albumina humana",
                                              "人血白蛋白",
                                              "人血清白蛋白",
                                              "人白蛋白",
                                              "ヒト血清アルブミン",
                                              "人血清アルブミン",
                                              "dextran",
                                              "alkylating",
                                              "alkylierend",
                                              "alquilante",
                                              "alkylant",
                                              "nitrogen mustard",
                                              "oxazaphosphorin",
                                              "ifosfamid",
                                              "trofosfamid",
                                              "purine analog",
                                              "purine nucleoside",
                                              "purinanalog",
                                              "cladribin",
                                              "clofarabin",
                                              "nelarabin",
                                              "antineoplastic",
                                              "cytostatic",
                                              "cytotoxic",
                                              "zytostatik",
                                              "chemotherap",
                                              "quimioterap",
                                              "chimiotherap",
                                              "化疗",
                                              "抗肿瘤",
                                              "烷化剂",
                                              "抗がん剤",
                                              "car-nk",
                                              "car-t",
                                              "nk cell"};

bool has_code(const FhirElement& concept_element, std::span<const std::string_view> codes) {
  return any_of(concept_element["coding"].items(),
                [&](const FhirElement& coding) { return holds(codes, coding["code"].text()); });
}

class AllergyReader {
public:
  AllergyReader(const PatientSources& sources, FhirProblems& problems, Remarks& remarks,
                std::vector<SafetyAnswer>& answers)
      : sources_(sources), problems_(problems), remarks_(remarks), answers_(answers) {}

  void read(const FhirElement& allergy) {
    if (has_code(allergy["clinicalStatus"], no_longer) ||
        has_code(allergy["verificationStatus"], not_so))
      return remarks_.add_taken_back();
    std::vector<FhirElement> substances = {allergy["code"]};
    for (const FhirElement& reaction : allergy["reaction"].items())
      substances.push_back(reaction["substance"]);
    std::vector<FhirElement> texts;
    bool has_any_code = false, is_none_known = false;
    for (const FhirElement& substance : substances) {
      for (const FhirElement& text : texts_of_concept(substance))
        texts.push_back(text);
      has_any_code = has_any_code || substance["coding"]["code"] || has_coding(substance);
      is_none_known = is_none_known || has_code(substance, none_known_codes);
      if (const std::string_view drug = drug_read_in(substance); !drug.empty())
        return to_a_drug(allergy, drug, substance);
    }
    if (texts.empty() && !has_any_code)
      return unread(allergy, "an allergy that does not say to what");
    if (texts.empty() && !is_none_known)
      return unread(allergy, "an allergy that says to what in a code only, without a word");
    for (const FhirElement& text : texts) {
      const std::string plain = lower_case(text.text());
      is_none_known = is_none_known || holds(none_known_words, plain);
      if (any_of(related_words,
                 [&](std::string_view word) { return plain.find(word) != plain.npos; }))
        return unread(allergy, fmt::format("an allergy to {}", in_quotes(text.text())));
    }
    if (is_none_known && is_patients(allergy))
      answers_.push_back({"hypersensitivity", false, allergy});
    else
      remarks_.add_another_thing();
  }

private:
  static bool has_coding(const FhirElement& substance) {
    return any_of(substance["coding"].items(),
                  [](const FhirElement& coding) { return !coding["code"].text().empty(); });
  }

  void to_a_drug(const FhirElement& allergy, std::string_view drug, const FhirElement& substance) {
    if (!is_patients(allergy)) return;
    if (allergy["type"].text() == "intolerance")
      return unread(allergy, fmt::format("an intolerance of {}", drug));
    answers_.push_back({"hypersensitivity", true, allergy});
    unread(substance, fmt::format("an allergy to {}: it answers hypersensitivity with yes", drug));
  }

  bool is_patients(const FhirElement& allergy) {
    if (problems_.report_modifier(allergy)) return false;
    const FhirElement patient = allergy["patient"];
    if (sources_.resources.refers(patient, sources_.patient)) return true;
    problems_.report(patient ? patient : allergy, Fault::contradiction,
                     "this allergy is not said to be the patient's",
                     "correct its patient, or take it out");
    return false;
  }
  void unread(const FhirElement& at, std::string text) {
    remarks_.add_unread(at, "hypersensitivity", std::move(text));
  }

  const PatientSources& sources_;
  FhirProblems& problems_;
  Remarks& remarks_;
  std::vector<SafetyAnswer>& answers_;
};

} // namespace

void add_answers_of_allergies(const PatientSources& sources, FhirProblems& problems,
                              Remarks& remarks, std::vector<SafetyAnswer>& answers) {
  AllergyReader reader(sources, problems, remarks, answers);
  for (const FhirElement& allergy : sources.resources.of_type("AllergyIntolerance"))
    reader.read(allergy);
}

} // namespace nkdose
