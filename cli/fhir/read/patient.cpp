#include "cli/fhir/read/patient.hpp"

#include "cli/fhir/read/observations.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/table.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

void must_be_alive(const FhirElement& patient, FhirProblems& problems) {
  problems.report_modifier(patient);
  const FhirElement dead = patient["deceasedBoolean"], died = patient["deceasedDateTime"],
                    active = patient["active"];
  if (died || (dead && dead.value().literal != "false"))
    problems.report(died ? died : dead, Fault::contradiction, "the patient has died",
                    "check whose data these are");
  for (const FhirElement& link : patient["link"].items())
    if (link["type"].text() == "replaced-by")
      problems.report(link, Fault::contradiction, "this record of the patient has been replaced",
                      "bring the one that is in use");
  if (active && active.value().literal != "true")
    problems.report(active, Fault::contradiction, "this record of the patient is not in use",
                    "bring the one that is");
}

std::string_view id_of(const FhirElement& patient, FhirElement& from, FhirProblems& problems) {
  const std::vector<FhirElement> all = patient["identifier"].items();
  std::vector<FhirElement> chosen;
  for (const FhirElement& one : all)
    if (one["use"].text() == "official") chosen.push_back(one);
  if (all.size() == 1) chosen = all;
  if (chosen.size() == 1) {
    from = chosen.front()["value"];
    return from.text();
  }
  if (!all.empty())
    problems.report(
        patient["identifier"], Fault::contradiction,
        fmt::format("{} identifiers, and not exactly one of them is official", all.size()),
        "write \"use\": \"official\" for the one that the plan is to have");
  return {};
}

class PatientReader {
public:
  PatientReader(const FhirResources& resources, const FhirElement& patient,
                std::optional<Day> today, FhirProblems& problems, Document& document)
      : resources_(resources), patient_(patient), today_(today), problems_(problems),
        table_(document, "/patient", patient_) {}

  TableBuilder read() && {
    FhirElement from;
    const std::string_view id = id_of(patient_, from, problems_);
    table_.text("id", std::string(id), from);
    if (const FhirElement gender = patient_["gender"])
      table_.text("sex", std::string(gender.text()), gender);
    measured("height", "", Observable::height, Need::required);
    measured("weight", "weight_on", Observable::weight, Need::required);
    measured("serum_creatinine", "creatinine_on", Observable::creatinine, Need::optional);
    age();
    return std::move(table_);
  }

private:
  void age() {
    const FhirElement birth = patient_["birthDate"];
    if (!birth) {
      measured("age", "", Observable::age, Need::optional);
    } else if (const auto day = read_iso_date(birth.text())) {
      table_.date("birth_date", *day, birth);
    } else {
      problems_.report(birth, day.reason().fault, day.reason().detail, day.reason().action);
    }
  }

  void measured(std::string_view key, std::string_view key_on, Observable what, Need need) {
    const std::size_t before = problems_.count();
    const auto observed = newest(resources_, patient_, what, today_, problems_);
    if (!observed) {
      if (need == Need::required && problems_.count() == before) say_missing(what);
      return;
    }
    if (what == Observable::age && observed->on && observed->on != today_)
      problems_.report(observed->observation, Fault::date,
                       fmt::format("this age is of {}, not of the day of the calculation",
                                   iso_date(*observed->on)),
                       "write the patient's birthDate");
    table_.text(key, observed->text, observed->observation["valueQuantity"]);
    if (observed->on && !key_on.empty())
      table_.date(key_on, *observed->on, time_of(observed->observation));
  }
  void say_missing(Observable what) {
    problems_.report(
        {}, Fault::missing_key,
        fmt::format("there is no Observation of the patient's {}", term_of(what).title),
        fmt::format("add one (LOINC {})", term_of(what).codes[0].code));
  }

  const FhirResources& resources_;
  const FhirElement& patient_;
  std::optional<Day> today_;
  FhirProblems& problems_;
  TableBuilder table_;
};

// The answers of our own questionnaire. A "yes" must not get lost: what is not one plain answer to
// each question is an error.
class SafetyReader {
public:
  SafetyReader(const FhirResources& resources, const FhirElement& patient, FhirProblems& problems,
               Document& the_case)
      : resources_(resources), patient_(patient), problems_(problems), the_case_(the_case) {}

  void read() {
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
    if (!resources_.refers(response["subject"], patient_))
      return say(response, "these answers are not said to be the patient's");
    if (problems_.report_modifier(response)) return;
    TableBuilder safety(the_case_, "/safety", response);
    if (const FhirElement items = response["item"];
        items && items.value().type != Value::Type::list)
      say(items, "these answers are not a list");
    for (const FhirElement& item : response["item"].items())
      answer(item, safety);
    safety.into_root("safety");
  }

private:
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

  const FhirResources& resources_;
  const FhirElement& patient_;
  FhirProblems& problems_;
  Document& the_case_;
};

} // namespace

FhirElement the_patient(const FhirResources& resources, FhirProblems& problems) {
  const std::vector<FhirElement> patients = resources.of_type("Patient");
  if (patients.size() == 1) {
    must_be_alive(patients.front(), problems);
    return patients.front();
  }
  if (patients.empty())
    problems.report({}, Fault::missing_key, "there is no Patient", "add the patient's resource");
  else
    problems.report(patients[1], Fault::contradiction,
                    fmt::format("there are {} Patients", patients.size()),
                    "write a bundle for each patient");
  return {};
}

TableBuilder patient_table(const FhirResources& resources, const FhirElement& patient,
                           std::optional<Day> today, FhirProblems& problems, Document& document) {
  return PatientReader(resources, patient, today, problems, document).read();
}

void add_safety(const FhirResources& resources, const FhirElement& patient, FhirProblems& problems,
                Document& the_case) {
  SafetyReader(resources, patient, problems, the_case).read();
}

} // namespace nkdose
