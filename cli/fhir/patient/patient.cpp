#include "cli/fhir/patient/patient.hpp"

#include "cli/fhir/patient/sex.hpp"
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
  PatientReader(const PatientSources& sources, FhirProblems& problems, Remarks& remarks,
                Document& document)
      : sources_(sources), patient_(sources.patient), problems_(problems), remarks_(remarks),
        table_(document, "/patient", patient_) {}

  TableBuilder read() && {
    FhirElement from;
    const std::string_view id = id_of(patient_, from, problems_);
    table_.text("id", std::string(id), from);
    if (const FhirElement gender = patient_["gender"]) {
      table_.text("sex", std::string(gender.text()), gender);
      must_be_the_sex(sources_, gender, problems_, remarks_);
    }
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
    const auto observed = newest(sources_, what, problems_, remarks_);
    if (!observed) {
      if (need == Need::required && problems_.count() == before) say_missing(what);
      return;
    }
    if (what == Observable::age && observed->on && observed->on != sources_.today.day)
      problems_.report(observed->observation, Fault::date,
                       fmt::format("this age is of {}, not of the day of the calculation",
                                   iso_date(*observed->on)),
                       "write the patient's birthDate");
    table_.text(key, observed->text, observed->part["valueQuantity"]);
    if (observed->on && !key_on.empty())
      table_.date(key_on, *observed->on, time_of(observed->observation));
  }
  void say_missing(Observable what) {
    problems_.report(
        {}, Fault::missing_key,
        fmt::format("there is no Observation of the patient's {}", term_of(what).title),
        fmt::format("add one (LOINC {})", term_of(what).codes[0].code));
  }

  const PatientSources& sources_;
  const FhirElement& patient_;
  FhirProblems& problems_;
  Remarks& remarks_;
  TableBuilder table_;
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

TableBuilder patient_table(const PatientSources& sources, FhirProblems& problems, Remarks& remarks,
                           Document& document) {
  return PatientReader(sources, problems, remarks, document).read();
}

} // namespace nkdose
