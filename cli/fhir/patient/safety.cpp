#include "cli/fhir/patient/safety.hpp"

#include "cli/fhir/patient/allergies.hpp"
#include "cli/fhir/patient/conditions.hpp"
#include "cli/fhir/patient/pregnancy.hpp"
#include "cli/fhir/patient/taken.hpp"
#include "cli/fhir/read/table_builder.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// The answers of our own questionnaire. A "yes" must not get lost: what is not one plain answer to
// each question is an error.
class SafetyReader {
public:
  SafetyReader(const PatientSources& sources, FhirProblems& problems, Remarks& remarks,
               Document& the_case)
      : sources_(sources), resources_(sources.resources), problems_(problems), remarks_(remarks),
        the_case_(the_case) {}

  void read(const std::vector<SafetyAnswer>& answers) {
    questionnaire();
    for (const SafetyAnswer& one : answers)
      add(one);
    if (table_) std::move(*table_).into_root("safety");
  }

private:
  void questionnaire() {
    std::vector<FhirElement> responses = resources_.of_type("QuestionnaireResponse");
    std::erase_if(responses, [](const FhirElement& response) {
      const std::string_view questionnaire = response["questionnaire"].text();
      return questionnaire.substr(0, questionnaire.find('|')) != safety_questionnaire;
    });
    if (responses.empty()) return;
    if (responses.size() > 1) return say(responses[1], "the safety questions are answered twice");
    const FhirElement& response = responses.front();
    constexpr std::string_view done[] = {"completed", "amended"};
    if (!holds(done, response["status"].text()))
      return say(response, "these answers are not completed");
    if (!resources_.refers(response["subject"], sources_.patient))
      return say(response, "these answers are not said to be the patient's");
    if (problems_.report_modifier(response)) return;
    dated(response);
    TableBuilder& safety = table_.emplace(the_case_, "/safety", response);
    if (const FhirElement items = response["item"];
        items && items.value().type != Value::Type::list)
      say(items, "these answers are not a list");
    for (const FhirElement& item : response["item"].items())
      answer(item, safety);
  }
  // An answer of a year ago says little of today; one of tomorrow is a typing mistake.
  void dated(const FhirElement& response) {
    const FhirElement authored = response["authored"];
    const auto day = read_iso_date(authored.text().substr(0, 10));
    if (!day) return;
    if (sources_.today.day && *day > *sources_.today.day)
      return problems_.report(authored, Fault::date,
                              fmt::format("these answers are of {}, after {}, the day of the "
                                          "calculation",
                                          iso_date(*day), iso_date(*sources_.today.day)),
                              "correct the date, or name the day of the calculation with --on");
    if (sources_.oldest_answer && *day < *sources_.oldest_answer)
      remarks_.add_unread(authored, "safety",
                          fmt::format("the answers to the safety questions are of {}, before {}",
                                      iso_date(*day), iso_date(*sources_.oldest_answer)));
  }
  // Beside the questionnaire: never another answer than that, or than another resource.
  void add(const SafetyAnswer& one) {
    if (!table_) table_.emplace(the_case_, "/safety", one.from);
    const std::string_view answer = one.is_yes ? "yes" : "no";
    const Value* before = table_->built().find(one.question);
    if (!before) return table_->text(one.question, std::string(answer), one.from);
    if (before->literal == answer) return;
    const Place other = the_case_.place_of(fmt::format("/safety/{}", one.question), {});
    problems_.report(one.from, Fault::contradiction,
                     fmt::format("this answers {} with {}, and {} with {}", one.question, answer,
                                 other.pointer, before->literal),
                     "ask which one is right, and correct the other");
  }
  void answer(const FhirElement& item, TableBuilder& safety) {
    const std::string_view question = item["linkId"].text();
    const std::vector<FhirElement> answers = item["answer"].items();
    const FhirElement coding = answers.size() == 1 ? answers.front()["valueCoding"] : FhirElement();
    const std::string_view code = coding["code"].text();
    const bool is_known = coding["system"].text() == yes_no_system && (code == "Y" || code == "N");
    if (!is_known || question.empty() || item["item"] || safety.has(question))
      return say(item, "this is not one answer, Y or N, to a question of its own");
    safety.text(question, code == "Y" ? "yes" : "no", coding);
  }
  void say(const FhirElement& at, std::string_view what) {
    problems_.report(at, Fault::contradiction, std::string(what),
                     fmt::format("keep the answers that count; codes of {}", yes_no_system));
  }

  const PatientSources& sources_;
  const FhirResources& resources_;
  FhirProblems& problems_;
  Remarks& remarks_;
  Document& the_case_;
  std::optional<TableBuilder> table_;
};

} // namespace

void add_safety(const PatientSources& sources, FhirProblems& problems, Remarks& remarks,
                Document& the_case) {
  std::vector<SafetyAnswer> answers;
  add_answers_of_allergies(sources, problems, remarks, answers);
  add_answers_of_pregnancy_tests(sources, problems, remarks, answers);
  add_answers_of_medications(sources, problems, remarks, answers);
  read_conditions(sources, remarks);
  SafetyReader(sources, problems, remarks, the_case).read(answers);
}

} // namespace nkdose
