#include "cli/cds/services.hpp"

#include "cli/cds/request.hpp"
#include "cli/data/json_writer.hpp"
#include "cli/fhir/terms.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr Observable wanted[] = {Observable::height, Observable::weight, Observable::creatinine,
                                 Observable::pregnancy_test};
constexpr int newest_few = 20; // more than one, for the newest may not count

// "2160-0": no other system writes its codes so.
bool is_of_loinc(std::string_view code) {
  return code.size() > 2 && code[code.size() - 2] == '-';
}

// "serum creatinine" as a key.
std::string key_of(std::string_view title) {
  return std::string(title.substr(title.rfind(' ') + 1));
}

void write_prefetch(JsonWriter& json) {
  json.key("prefetch").open_object();
  json.key("patient").text("Patient/{{context.patientId}}");
  for (const Observable what : wanted) {
    const ObservableTerm& term = term_of(what);
    std::string codes;
    const auto add = [&](std::string_view code) {
      if (is_of_loinc(code))
        codes += fmt::format("{}{}|{}", codes.empty() ? "" : ",", loinc_system, code);
    };
    for (const auto& [code, display] : term.codes)
      add(code);
    for (const std::string_view code : term.alike) // a newer one is asked about
      add(code);
    json.key(key_of(term.title))
        .text(fmt::format("Observation?patient={{{{context.patientId}}}}&code={}&_sort=-date&"
                          "_count={}",
                          codes, newest_few));
  }
  json.key("allergies").text("AllergyIntolerance?patient={{context.patientId}}");
  json.key("safety").text(
      fmt::format("QuestionnaireResponse?patient={{{{context.patientId}}}}&questionnaire={}",
                  safety_questionnaire));
  json.close_object();
}

} // namespace

std::string cds_services() {
  JsonWriter json;
  json.open_object().key("services").open_list();
  for (const std::string_view hook : answered_hooks()) {
    json.open_object().key("hook").text(hook);
    json.key("id").text(fmt::format("nkdose-{}", hook));
    json.key("title").text("Lymphodepletion and CAR-NK cell dose check");
    json.key("description")
        .text(
            "Computes fludarabine, cyclophosphamide and the cell dose again, and compares drug by "
            "drug and day by day.");
    write_prefetch(json);
    json.close_object();
  }
  json.close_list().close_object();
  return std::move(json).finish();
}

} // namespace nkdose
