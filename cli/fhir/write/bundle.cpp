#include "cli/fhir/write/bundle.hpp"

#include "cli/data/document_json.hpp"
#include "cli/fhir/write/dosage.hpp"
#include "cli/fhir/write/findings.hpp"
#include "cli/outcome/version.hpp"
#include "cli/words/shown.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/sha256.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// What the plan was made of, so that the same plan has the same identities and another has others.
std::string identity_of(const Plan& plan) {
  std::string text = fmt::format("{}\n{}\n{}\n{}\n", program_version(), plan.the_case->sha256,
                                 plan.treatment->protocol.sha256, plan.treatment->site.sha256);
  for (const Drug& drug : plan.treatment->drugs)
    text += drug.sha256 + '\n';
  for (const std::string& override_text : plan.the_case->overrides)
    text += override_text + '\n';
  text += iso_date(plan.the_case->calculated_on) + '\n';
  for (const Acknowledgement& one : plan.the_case->acknowledgements)
    text += fmt::format("{}\n{}\n{}\n{}\n", one.code, one.subject, one.by, one.reason);
  return sha256(text);
}

// A UUID of version 8 (RFC 9562): its bits are ours to choose, and are those of a checksum.
std::string urn_of(const std::string& identity, std::string_view role) {
  std::string hex = sha256(fmt::format("{}\n{}", identity, role));
  hex[12] = '8';
  hex[16] = '8';
  return fmt::format("urn:uuid:{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4),
                     hex.substr(12, 4), hex.substr(16, 4), hex.substr(20, 12));
}

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                          (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_';
    encoded += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

// Finds the patient whose identifier is ours as a whole: without a system, as we write it, and with
// what separates the parts of a search escaped. Another hospital's patient of that number, or "a"
// where the id is "a,b", would be given this patient's doses.
std::string identifier_search(std::string_view id) {
  std::string escaped;
  for (const char c : id) {
    if (c == '\\' || c == ',' || c == '|' || c == '$') escaped += '\\';
    escaped += c;
  }
  return "identifier=" + percent_encoded("|" + escaped);
}

// The tables of a case that resources say, and the one that the command line adds to.
constexpr std::string_view said_elsewhere[] = {"patient", "safety", "order", "acknowledge"};

// What Patient and Observations say.
constexpr std::string_view said_of_the_patient[] = {
    "id",     "sex",       "birth_date",       "age",          "height",
    "weight", "weight_on", "serum_creatinine", "creatinine_on"};

class BundleWriter {
public:
  BundleWriter(const Plan& plan, const Document& document, BundleKind kind)
      : plan_(plan), document_(document), case_(*plan.the_case),
        protocol_(plan.treatment->protocol), order_(*plan.release.order()), kind_(kind),
        identity_(identity_of(plan)) {}

  std::string write() && {
    json_.begin("Bundle");
    json_.key("type").text(kind_ == BundleKind::collection ? "collection" : "transaction");
    json_.key("entry").open_list();
    patient();
    device();
    observations();
    safety();
    for (std::size_t i = 0; i < plan_.rule.drug_count; ++i)
      drug(i);
    cells();
    request_group();
    findings();
    json_.close_list().close_object();
    return std::move(json_).finish();
  }

private:
  std::string urn(std::string_view role) const { return urn_of(identity_, role); }

  void begin_entry(std::string_view role, std::string_view type) {
    json_.open_object().key("fullUrl").text(urn(role)).key("resource");
    json_.begin(type);
  }
  // Posted under its type; a patient only where the server has none of that identifier.
  void end_entry(std::string_view type, std::string_view if_none_exist = "") {
    json_.close_object();
    if (kind_ == BundleKind::transaction) {
      json_.key("request").open_object(true).key("method").text("POST").key("url").text(type);
      json_.text_at("ifNoneExist", if_none_exist);
      json_.close_object();
    }
    json_.close_object();
  }

  void patient() {
    begin_entry("patient", "Patient");
    json_.key("identifier").open_list().open_object(true).key("value").text(case_.id);
    json_.close_object().close_list();
    json_.key("gender").text(case_.patient.sex == Sex::female ? "female" : "male");
    if (case_.birth_date) json_.key("birthDate").text(iso_date(*case_.birth_date));
    end_entry("Patient", identifier_search(case_.id));
  }

  void device() {
    begin_entry("device", "Device");
    json_.key("deviceName").open_list().open_object(true).key("name").text("nkdose");
    json_.key("type").text("user-friendly-name").close_object().close_list();
    json_.key("version").open_list().open_object(true).key("value").text(program_version());
    json_.close_object().close_list();
    end_entry("Device");
  }

  void begin_observation(Observable what, bool is_coded = true) {
    const ObservableTerm& term = term_of(what);
    begin_entry(term.title, "Observation");
    json_.key("status").text("final");
    json_.key("category").open_list().open_object().key("coding").open_list();
    json_.coding(observation_category_system, term.category);
    json_.close_list().close_object().close_list();
    json_.key("code").open_object();
    if (is_coded) json_.key("coding").open_list();
    for (const auto& [code, display] : term.codes) {
      const bool is_another_unit = what == Observable::creatinine && code == "2160-0";
      if (is_coded && !code.empty() && !is_another_unit) json_.coding(loinc_system, code, display);
    }
    if (is_coded) json_.close_list();
    json_.key("text").text(term.title).close_object();
    json_.reference_at("subject", urn("patient"));
  }
  void effective(std::optional<Day> on) {
    if (on) {
      json_.key("effectiveDateTime").text(iso_date(*on));
      return;
    }
    json_.key("_effectiveDateTime").open_object().key("extension").open_list();
    json_.open_object(true).key("url").text(absent_reason_url);
    json_.key("valueCode").text("unknown").close_object();
    json_.close_list().close_object();
  }
  void end_observation(const std::vector<std::string>& derived_from = {}) {
    json_.references_at("derivedFrom", derived_from);
    end_entry("Observation");
  }
  void measured(Observable what, Decimal value, std::string_view unit, std::optional<Day> on) {
    begin_observation(what);
    effective(on);
    json_.quantity_at("valueQuantity", value, unit, unit);
    end_observation();
  }

  void observations() {
    const Patient& patient = case_.patient;
    if (!case_.birth_date) {
      begin_observation(Observable::age);
      effective(std::nullopt);
      json_.quantity_at("valueQuantity", Decimal(patient.age.years), "y", "a");
      end_observation();
    }
    measured(Observable::height, number_of(patient.height), "cm", std::nullopt);
    measured(Observable::weight, number_of(patient.weight), "kg", case_.weight_on);
    if (patient.creatinine)
      measured(Observable::creatinine, number_of(*patient.creatinine), "umol/L",
               case_.creatinine_on);
    begin_observation(Observable::surface);
    effective(case_.calculated_on);
    json_.quantity_at("valueQuantity", number_of(plan_.surface.used), "m2", "m2");
    json_.concept_at("method", formula_system, plan_.surface.formula->id,
                     fmt::format("{}{}", plan_.surface.formula->citation,
                                 plan_.surface.capped ? "; capped by the protocol" : ""));
    end_observation({urn("height"), urn("weight")});
    clearance();
  }
  // A measured one is the case's, and travels with it: here it is what the doses depend on.
  void clearance() {
    if (!plan_.clearance) return;
    const bool is_measured = case_.patient.measured_clearance.has_value();
    begin_observation(Observable::clearance, !is_measured); // its code says Cockcroft-Gault
    effective(is_measured ? case_.clearance_on : case_.calculated_on);
    json_.quantity_at("valueQuantity", number_of(*plan_.clearance), "mL/min", "mL/min");
    if (is_measured) {
      json_.words_at("method", fmt::format("measured: {}", case_.clearance_method));
      return end_observation();
    }
    json_.words_at("method",
                   fmt::format("Cockcroft-Gault, {} weight", to_text(plan_.clearances->basis)));
    end_observation({urn("weight"), urn("serum creatinine")});
  }

  // What was asked about safety, and answered.
  void safety() {
    if (!any_of(case_.patient.safety, [](YesNo answer) { return answer != YesNo::unknown; }))
      return;
    begin_entry("safety", "QuestionnaireResponse");
    json_.key("questionnaire").text(safety_questionnaire);
    json_.key("status").text("completed");
    json_.reference_at("subject", urn("patient"));
    json_.key("item").open_list();
    for (std::size_t i = 0; i < safety_question_ids.size(); ++i) {
      const YesNo answer = case_.patient.safety[i];
      if (answer == YesNo::unknown) continue;
      json_.open_object().key("linkId").text(safety_question_ids[i]);
      json_.key("answer").open_list().open_object().key("valueCoding");
      json_.coding(yes_no_system, answer == YesNo::yes ? "Y" : "N",
                   answer == YesNo::yes ? "Yes" : "No");
      json_.close_object().close_list().close_object();
    }
    json_.close_list();
    end_entry("QuestionnaireResponse");
  }

  void instantiates() {
    json_.key("instantiatesUri").open_list(true);
    json_.text(fmt::format("{}{}", protocol_uri, protocol_.id.text())).close_list();
  }
  void begin_request(std::string_view role) {
    begin_entry(role, "MedicationRequest");
    instantiates();
    json_.key("status").text("draft");
    json_.key("intent").text("option"); // R4 asks for it inside a RequestGroup
    json_.key("medicationCodeableConcept").open_object();
  }
  void subject_and_author() {
    json_.reference_at("subject", urn("patient"));
    json_.reference_at("requester", urn("device"));
  }
  void drug(std::size_t index) {
    const Drug& drug = plan_.treatment->drugs[index];
    const std::vector<const Event*> events = planned_doses(plan_, index);
    if (events.empty()) return; // all were given
    const DoseSteps& doses = order_.doses(index);
    begin_request(drug.id.text());
    if (!drug.codes.empty()) {
      json_.key("coding").open_list();
      for (const DrugCode& code : drug.codes)
        json_.coding(system_of(code.system), code.code);
      json_.close_list();
    }
    json_.key("text").text(drug.name).close_object();
    subject_and_author();
    json_.references_at("supportingInformation", supporting(index));
    json_.key("note").open_list().open_object(true).key("text");
    json_.text(fmt::format("course total, for check only: {} mg, of which {} x {} mg are left. "
                           "Never on one day.",
                           shown(doses.course), events.size(), shown(doses.rounded)));
    json_.close_object().close_list();
    write_drug_dosage(json_, plan_, index);
    end_entry("MedicationRequest");
  }
  std::vector<std::string> supporting(std::size_t index) const {
    std::vector<std::string> urns = {urn("body surface area")};
    if (plan_.clearance && protocol_.drugs[index].renal_basis != RenalBasis::none)
      urns.push_back(urn("creatinine clearance"));
    return urns;
  }
  void cells() {
    const std::vector<const Event*> events = planned_events(plan_, EventKind::infusion);
    if (events.empty()) return;
    begin_request("cells");
    json_.key("coding").open_list();
    json_.coding(product_system, protocol_.product);
    json_.close_list();
    json_.key("text").text(fmt::format("{} {}", protocol_.product, protocol_.cell_name));
    json_.close_object();
    subject_and_author();
    write_cell_dosage(json_, plan_);
    end_entry("MedicationRequest");
  }

  // What no resource of the bundle says, as the case has it. Nothing travels twice: what a request
  // says is left out here. It stands there even where it is empty, so that its loss is seen.
  void carried() {
    json_.key("extension").open_list().open_object(true);
    json_.key("url").text(case_extension).key("valueString").text(carried_case());
    json_.close_object().close_list();
  }
  std::string carried_case() const {
    std::string text = "{";
    const auto add = [&](std::string_view key, std::string_view json) {
      text += fmt::format("{}{}:{}", text.size() > 1 ? "," : "", json_text(key), json);
    };
    for (const Member& table : document_.root.members) {
      if (table.key == "order")
        if (const std::string order = carried_order(table.value); order != "{}")
          add("order", order);
      if (table.key == "patient")
        if (const std::string patient = carried_patient(table.value); patient != "{}")
          add("patient", patient);
      if (!holds(said_elsewhere, table.key)) add(table.key, compact_json(table.value));
    }
    if (!case_.acknowledgements.empty()) add("acknowledge", acknowledgements());
    return text + "}";
  }
  static std::string carried_patient(const Value& patient) {
    Value rest = patient;
    std::erase_if(rest.members,
                  [](const Member& member) { return holds(said_of_the_patient, member.key); });
    return compact_json(rest);
  }
  std::string carried_order(const Value& order) const {
    std::vector<std::string_view> requested = {"protocol"};
    const std::vector<const Event*> infusions = planned_events(plan_, EventKind::infusion);
    if (!infusions.empty()) requested.push_back("cells");
    if (!infusions.empty() && infusions.front()->number == 1) requested.push_back("day_zero");
    for (std::size_t i = 0; i < plan_.rule.drug_count; ++i)
      if (!planned_doses(plan_, i).empty()) requested.push_back(protocol_.drugs[i].id.text());
    Value rest = order;
    std::erase_if(rest.members, [&](const Member& member) { return holds(requested, member.key); });
    return compact_json(rest);
  }
  std::string acknowledgements() const {
    std::string text;
    for (const Acknowledgement& one : case_.acknowledgements) {
      text += fmt::format("{}{{\"code\":{},", text.empty() ? "" : ",", json_text(one.code));
      if (!one.subject.empty()) text += fmt::format("\"subject\":{},", json_text(one.subject));
      text += fmt::format("\"by\":{},\"reason\":{}}}", json_text(one.by), json_text(one.reason));
    }
    return fmt::format("[{}]", text);
  }

  // An action a day, dated and tied to the infusion, with a request each that is given on it.
  void request_group() {
    begin_entry("plan", "RequestGroup");
    carried();
    instantiates();
    json_.key("status").text("draft").key("intent").text("proposal");
    json_.reference_at("subject", urn("patient"));
    json_.reference_at("author", urn("device"));
    json_.key("note").open_list().open_object(true).key("text");
    json_.text(fmt::format("{}; protocol {} version {}; not an order before a person has checked "
                           "and signed it",
                           to_text(plan_.release.status), protocol_.id.text(), protocol_.version));
    json_.close_object().close_list();
    actions(planned_events(plan_, EventKind::drug), planned_events(plan_, EventKind::infusion));
    end_entry("RequestGroup");
  }
  void actions(const std::vector<const Event*>& drugs, const std::vector<const Event*>& infusions) {
    if (drugs.empty() && infusions.empty()) return; // all was given
    json_.key("action").open_list();
    for (std::size_t i = 0; i < drugs.size(); ++i)
      if (i == 0 || drugs[i]->date != drugs[i - 1]->date) drug_day(drugs, i, infusions);
    for (const Event* infusion : infusions)
      infusion_day(*infusion);
    json_.close_list();
  }
  static std::string infusion_id(const Event& infusion) {
    return fmt::format("infusion-{}", infusion.number);
  }
  void drug_day(const std::vector<const Event*>& drugs, std::size_t first,
                const std::vector<const Event*>& infusions) {
    json_.open_object();
    json_.key("title").text(day_name(drugs[first]->day));
    related(*drugs[first], infusions);
    json_.key("timingDateTime").text(iso_date(drugs[first]->date));
    json_.key("action").open_list();
    for (std::size_t i = first; i < drugs.size() && drugs[i]->date == drugs[first]->date; ++i) {
      json_.open_object().key("title").text(
          fmt::format("{} dose {} of {}", plan_.treatment->drugs[*drugs[i]->drug].name,
                      drugs[i]->number, drugs[i]->of));
      json_.reference_at("resource", urn(drugs[i]->what.text()));
      json_.close_object();
    }
    json_.close_list().close_object();
  }
  void related(const Event& drug, const std::vector<const Event*>& infusions) {
    if (infusions.empty()) return;
    json_.key("relatedAction").open_list().open_object();
    json_.key("actionId").text(infusion_id(*infusions.front()));
    json_.key("relationship").text("before-start");
    json_.quantity_at("offsetDuration", Decimal(days_between(drug.date, infusions.front()->date)),
                      "d", "d");
    json_.close_object().close_list();
  }
  void infusion_day(const Event& infusion) {
    json_.open_object().key("id").text(infusion_id(infusion));
    json_.key("title").text(
        fmt::format("{}, infusion {} of {}", day_name(infusion.day), infusion.number, infusion.of));
    json_.key("timingDateTime").text(iso_date(infusion.date));
    json_.reference_at("resource", urn("cells"));
    json_.close_object();
  }

  void findings() {
    for (std::size_t i = 0; i < plan_.release.findings.size(); ++i) {
      begin_entry(fmt::format("finding {}", i), "DetectedIssue");
      const Name subject = plan_.release.findings[i].finding.subject;
      const auto drug = find_in(plan_.treatment->drugs, subject, &Drug::id);
      const bool has_request =
          drug != plan_.treatment->drugs.end() &&
          !planned_doses(plan_, static_cast<std::size_t>(drug - plan_.treatment->drugs.begin()))
               .empty();
      write_detected_issue(json_, plan_, plan_.release.findings[i], urn("patient"),
                           urn(has_request ? subject.text() : "plan"), urn("device"));
      end_entry("DetectedIssue");
    }
  }

  const Plan& plan_;
  const Document& document_;
  const Case& case_;
  const Protocol& protocol_;
  const Order& order_;
  BundleKind kind_;
  std::string identity_;
  FhirWriter json_;
};

} // namespace

std::string plan_fhir(const Plan& plan, const Document& document, BundleKind kind) {
  return plan.release.order() ? BundleWriter(plan, document, kind).write()
                              : operation_outcome(plan);
}

} // namespace nkdose
