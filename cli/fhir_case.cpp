#include "cli/fhir_case.hpp"

#include "cli/case_reader.hpp"
#include "cli/fhir_observations.hpp"
#include "cli/fhir_requests.hpp"
#include "dosing/patient.hpp"
#include "dosing/search.hpp"
#include "dosing/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// Builds tables of a document from elements of another one.
class TableBuilder {
public:
  TableBuilder(Document& document, std::string pointer, const FhirElement& from)
      : document_(document), pointer_(std::move(pointer)), table_{}, from_(from) {
    table_.type = Value::Type::table;
    table_.position = position_of(from);
    if (from) document_.origins[pointer_] = from.path();
  }

  void text(std::string_view key, std::string text, const FhirElement& from) {
    if (!text.empty()) add(key, Value::Type::text, std::move(text), from);
  }
  void date(std::string_view key, Day day, const FhirElement& from) {
    add(key, Value::Type::date, iso_date(day), from);
  }
  void value(std::string_view key, Value value, const FhirElement& from) {
    if (from) document_.origins[pointer_of(key)] = from.path();
    table_.members.push_back({key, position_of(from), std::move(value)});
  }
  void list(std::string_view key, Value::Type type, const std::vector<std::string>& texts,
            const FhirElement& from) {
    Value list{Value::Type::list, "", position_of(from), {}, {}};
    for (const std::string& text : texts)
      list.items.push_back({type, document_.keep(text), position_of(from), {}, {}});
    value(key, std::move(list), from);
  }

  bool has(std::string_view key) const { return table_.find(key) != nullptr; }
  void remove(std::string_view key) {
    std::erase_if(table_.members, [&](const Member& member) { return member.key == key; });
  }
  const Value& built() const { return table_; }
  void into_root(std::string_view key) {
    document_.root.members.push_back({key, table_.position, std::move(table_)});
  }

private:
  static Position position_of(const FhirElement& element) {
    return element ? element.value().position : Position{1, 1};
  }
  std::string pointer_of(std::string_view key) const { return fmt::format("{}/{}", pointer_, key); }
  void add(std::string_view key, Value::Type type, std::string text, const FhirElement& from) {
    value(key, Value{type, document_.keep(std::move(text)), position_of(from), {}, {}}, from);
  }

  Document& document_;
  std::string pointer_;
  Value table_;
  FhirElement from_;
};

Document document_beside(const Document& other) {
  Document document{other.name, {}};
  document.root.type = Value::Type::table;
  document.root.position = other.root.position;
  document.kept = other.kept;
  return document;
}

// A bundle of what was, or of what a server is to delete, says nothing of the patient now.
void must_be_present(const FhirResources& resources, FhirProblems& problems) {
  constexpr std::string_view types[] = {"collection", "transaction", "batch", "searchset",
                                        "document",   "message",     ""};
  constexpr std::string_view methods[] = {"POST", "PUT", ""};
  const FhirElement bundle(resources.document().root, resources.document().pointer);
  if (bundle.type() != "Bundle") return;
  if (const FhirElement type = bundle["type"]; type && !holds(types, type.text()))
    problems.report(type, Fault::unknown_name,
                    fmt::format("a bundle of the type {} is not read", in_quotes(type.text())),
                    "bring a collection, a transaction or a searchset");
  if (const FhirElement rules = bundle["implicitRules"]) problems.report_modifier(bundle);
  for (const FhirElement& entry : bundle["entry"].items())
    if (const FhirElement method = entry["request"]["method"]; !holds(methods, method.text()))
      problems.report(method, Fault::data,
                      fmt::format("this entry is for {}", in_quotes(method.text())),
                      "bring what is there");
}

void must_be_alive(const FhirElement& patient, FhirProblems& problems) {
  problems.report_modifier(patient);
  const FhirElement dead = patient["deceasedBoolean"], died = patient["deceasedDateTime"],
                    active = patient["active"];
  if (died || (dead && dead.value().literal != "false"))
    problems.report(died ? died : dead, Fault::contradiction, "the patient has died",
                    "check whose data these are");
  if (active && active.value().literal != "true")
    problems.report(active, Fault::contradiction, "this record of the patient is not in use",
                    "bring the one that is");
}

// The one Patient; nothing and a problem where there is none or more than one.
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
  PatientReader(const FhirResources& resources, std::optional<Day> today, FhirProblems& problems,
                Document& document)
      : resources_(resources), patient_(the_patient(resources, problems)), today_(today),
        problems_(problems), table_(document, "/patient", patient_) {}

  // False where there is no patient to read.
  bool read() {
    if (!patient_) return false;
    FhirElement from;
    const std::string_view id = id_of(patient_, from, problems_);
    table_.text("id", std::string(id), from);
    if (const FhirElement gender = patient_["gender"])
      table_.text("sex", std::string(gender.text()), gender);
    measured("height", "", Observable::height, Need::required);
    measured("weight", "weight_on", Observable::weight, Need::required);
    measured("serum_creatinine", "creatinine_on", Observable::creatinine, Need::optional);
    return true;
  }

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

  const FhirElement& patient() const { return patient_; }
  TableBuilder& table() { return table_; }

private:
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
      table_.date(key_on, *observed->on, observed->observation["effectiveDateTime"]);
  }
  void say_missing(Observable what) {
    problems_.report(
        {}, Fault::missing_key,
        fmt::format("there is no Observation of the patient's {}", term_of(what).title),
        fmt::format("add one (LOINC {})", term_of(what).codes[0].code));
  }

  const FhirResources& resources_;
  FhirElement patient_;
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

// Everything at one place, and kept by the document.
Value placed(const Value& value, Position position, Document& document) {
  Value copy{value.type, document.keep(std::string(value.literal)), position, {}, {}};
  for (const Value& item : value.items)
    copy.items.push_back(placed(item, position, document));
  for (const Member& member : value.members)
    copy.members.push_back({document.keep(std::string(member.key)), position,
                            placed(member.value, position, document)});
  return copy;
}

// A RequestGroup that this program has written.
bool is_ours(const FhirElement& group) {
  return any_of(group["instantiatesUri"].items(),
                [](const FhirElement& uri) { return uri.text().starts_with(protocol_uri); });
}

class OrderTable {
public:
  OrderTable(const FhirResources& resources, Document& document)
      : resources_(resources), problems_(resources.document()), document_(document),
        doses_(requested_doses(resources, {}, problems_)),
        order_(document, "/order", doses_.empty() ? FhirElement() : doses_.front().request) {}

  Problems read() && {
    must_be_present(resources_, problems_);
    const ReadText protocol = requested_protocol(resources_, problems_);
    order_.text("protocol", protocol.text, protocol.from);
    for (const RequestedDose& dose : doses_)
      level(dose);
    day_zero();
    carried();
    infusion_days();
    for (const FhirElement& group : resources_.of_type("RequestGroup"))
      if (is_ours(group)) must_be_whole(group);
    order_.into_root("order");
    return std::move(problems_).sorted();
  }

private:
  void level(const RequestedDose& dose) {
    const std::string_view key =
        dose.drug.empty() ? "cells" : std::string_view(document_.keep(dose.drug));
    if (dose.level.text.empty()) return;
    const Value* before = order_.built().find(key);
    if (!before)
      order_.text(key, dose.level.text, dose.level.from);
    else if (before->literal != dose.level.text)
      problems_.report(dose.level.from, Fault::contradiction,
                       fmt::format("{} here, and {} at {}", in_quotes(dose.level.text),
                                   in_quotes(before->literal),
                                   document_.printed_pointer(fmt::format("/order/{}", key))),
                       "keep one level");
  }

  // The first infusion that is still to come, unless the extension knows of one before it.
  void day_zero() {
    for (const RequestedDose& dose : doses_)
      if (dose.drug.empty())
        infusions_.insert(infusions_.end(), dose.dates.begin(), dose.dates.end());
    sort_by(infusions_, &RequestedDose::Date::day);
    if (!infusions_.empty())
      order_.date("day_zero", infusions_.front().day, infusions_.front().from);
  }
  // Where no bundle of ours says them, or leaves them to the protocol.
  void infusion_days() {
    if (infusions_.size() < 2 || any_of(resources_.of_type("RequestGroup"), is_ours)) return;
    std::vector<std::string> offsets;
    offsets.reserve(infusions_.size());
    for (const RequestedDose::Date& date : infusions_)
      offsets.push_back(std::to_string(days_between(infusions_.front().day, date.day)));
    order_.list("infusion_days", Value::Type::number, offsets, infusions_.front().from);
  }

  // What our own bundle says of the case beyond its requests. Where it is lost, what was given
  // would be planned again.
  void carried() {
    for (const FhirElement& group : resources_.of_type("RequestGroup")) {
      bool is_here = false;
      for (const FhirElement& extension : group["extension"].items())
        if (extension["url"].text() == case_extension) {
          carried(extension["valueString"]);
          is_here = true;
        }
      if (!is_here && is_ours(group))
        problems_.report(group, Fault::missing_key,
                         fmt::format("the rest of the case, extension {}, is not here",
                                     in_quotes(case_extension)),
                         "bring it too; \"{}\" where there is nothing else to say");
    }
  }
  void carried(const FhirElement& text) {
    const auto inner = read_json(text.text(), document_.name);
    if (!inner) {
      problems_.report(text, Fault::syntax, "the rest of the case is not JSON",
                       "write the bundle again with nkdose plan --format fhir");
      return;
    }
    const Value rest = placed(inner->root, text.value().position, document_);
    for (const Member& table : rest.members) {
      if (table.key == "order") {
        carried_order(table.value, has_infusion(rest.find("given")), text);
      } else if (document_.root.find(table.key) || table.key == "patient" ||
                 table.key == "safety") {
        problems_.report(text, Fault::contradiction,
                         fmt::format("{} stands twice", in_quotes(table.key)),
                         "keep one of the two");
      } else {
        document_.origins[fmt::format("/{}", table.key)] = text.path();
        document_.root.members.push_back(table);
      }
    }
  }
  static bool has_infusion(const Value* given) {
    return given && any_of(given->items, [](const Value& one) {
             const Value* what = one.find("what");
             return what && what->literal == "infusion";
           });
  }
  // A day zero of its own only where the first infusion is behind: the requests know the next one.
  void carried_order(const Value& order, bool is_under_way, const FhirElement& from) {
    if (is_under_way && order.find("day_zero")) order_.remove("day_zero");
    for (const Member& member : order.members) {
      if (order_.has(member.key))
        problems_.report(from, Fault::contradiction,
                         fmt::format("{} stands in a request and here", in_quotes(member.key)),
                         "keep one of the two");
      else
        order_.value(member.key, member.value, from);
    }
  }

  using DayOfRequest = std::pair<Day, const Value*>;

  void must_be_whole(const FhirElement& group) {
    constexpr std::string_view withdrawn[] = {"revoked", "entered-in-error", "on-hold"};
    if (holds(withdrawn, group["status"].text()))
      problems_.report(group["status"], Fault::contradiction,
                       fmt::format("this plan is {}", in_quotes(group["status"].text())),
                       "bring the plan that counts");
    if (!problems_.report_modifier(group) && problems_.empty()) same_days(group);
  }
  // Our group has the days of its requests once more: where somebody has changed either, nobody can
  // tell which days are meant.
  void same_days(const FhirElement& group) {
    std::vector<DayOfRequest> in_group, in_requests;
    for (const FhirElement& action : group["action"].items()) {
      const auto day = civil_day(action["timingDateTime"], problems_);
      if (!day) return;
      for (const FhirElement& one : action["action"].items())
        in_group.emplace_back(*day, requested_by(one));
      if (action["resource"]) in_group.emplace_back(*day, requested_by(action));
    }
    for (const RequestedDose& dose : doses_)
      for (const RequestedDose::Date& date : dose.dates)
        in_requests.emplace_back(date.day, &dose.request.value());
    std::sort(in_group.begin(), in_group.end());
    std::sort(in_requests.begin(), in_requests.end());
    if (in_group != in_requests)
      problems_.report(group, Fault::contradiction,
                       "the days of its actions are not those of the requests",
                       "correct one of the two, or plan the case anew");
  }
  const Value* requested_by(const FhirElement& action) const {
    const FhirElement request = resources_.resolve(action["resource"]);
    return request ? &request.value() : nullptr;
  }

  const FhirResources& resources_;
  FhirProblems problems_;
  Document& document_;
  std::vector<RequestedDose> doses_;
  std::vector<RequestedDose::Date> infusions_; ///< still to come, the first one first
  TableBuilder order_;
};

// The requests as tables of an order: a dose a day.
class WrittenOrderTable {
public:
  WrittenOrderTable(const FhirResources& resources, Document& document)
      : resources_(resources), problems_(resources.document()), document_(document),
        order_(document, "", {}), cells_(document, "/cells", {}) {}

  Problems read(OwnMeasurements own, std::optional<Day> today) && {
    must_be_present(resources_, problems_);
    PatientReader patient(resources_, today, problems_, document_);
    if (own == OwnMeasurements::stated && patient.read()) {
      patient.table().remove("weight_on"); // an order states what was measured, not when
      patient.table().remove("creatinine_on");
      order_.value("patient", patient.table().built(), patient.patient());
    }
    const ReadText protocol = requested_protocol(resources_, problems_);
    order_.text("protocol", protocol.text, protocol.from);
    for (const RequestedDose& dose : requested_doses(resources_, patient.patient(), problems_))
      add(dose);
    if (!doses_.items.empty()) order_.value("doses", std::move(doses_), {});
    if (has_cells_) {
      cells_.list("dates", Value::Type::date, infusions_, {});
      order_.value("cells", cells_.built(), {});
    }
    document_.root.members = order_.built().members;
    return std::move(problems_).sorted();
  }

private:
  void add(const RequestedDose& dose) {
    if (dose.dates.empty())
      problems_.report(dose.request, Fault::missing_key, "this request has no days",
                       "add dosageInstruction.timing.event");
    if (dose.drug.empty())
      add_cells(dose);
    else
      for (const RequestedDose::Date& date : dose.dates)
        add_day(dose, date);
  }
  void add_cells(const RequestedDose& dose) {
    has_cells_ = true;
    const ReadText& count =
        dose.dose.text.empty() ? dose.level : dose.dose; // the count of a per-kg level
    if (!cells_.has("level")) cells_.text("level", count.text, count.from);
    for (const RequestedDose::Date& date : dose.dates)
      infusions_.push_back(iso_date(date.day));
  }
  void add_day(const RequestedDose& dose, const RequestedDose::Date& date) {
    TableBuilder table(document_, fmt::format("/doses/{}", doses_.items.size()), dose.request);
    table.date("date", date.day, date.from);
    table.text("drug", dose.drug, dose.request);
    table.text("dose", dose.dose.text, dose.dose.from);
    table.text("level", dose.level.text, dose.level.from);
    std::string in_words;
    for (const ReadText& one : dose.in_words)
      in_words += fmt::format("{}{}", in_words.empty() ? "" : "; ", one.text);
    if (!in_words.empty()) table.text("text", in_words, dose.in_words.front().from);
    doses_.items.push_back(table.built());
  }

  const FhirResources& resources_;
  FhirProblems problems_;
  Document& document_;
  TableBuilder order_, cells_;
  Value doses_{Value::Type::list, "", {1, 1}, {}, {}};
  bool has_cells_ = false;
  std::vector<std::string> infusions_;
};

// The requests and our group are the patient's, and the cells are the protocol's product.
void must_be_ours(const FhirResources& resources, const FhirElement& patient,
                  const Protocol& protocol, FhirProblems& problems) {
  for (const RequestedDose& dose : requested_doses(resources, patient, problems))
    if (dose.drug.empty() && dose.product != protocol.product)
      problems.report(dose.request, Fault::contradiction,
                      fmt::format("the cells are {}, and the protocol's are {}",
                                  in_quotes(dose.product), protocol.product),
                      "correct the product or the protocol");
  for (const FhirElement& group : resources.of_type("RequestGroup"))
    if (is_ours(group) && !resources.refers(group["subject"], patient))
      problems.report(group, Fault::contradiction, "this plan is not said to be the patient's",
                      "correct its subject, or take it out");
}

} // namespace

Checked<Document, Problems> case_order(const FhirResources& resources) {
  Document document = document_beside(resources.document());
  Problems problems = OrderTable(resources, document).read();
  if (!problems.empty()) return problems;
  return document;
}

Problems add_patient(const FhirResources& resources, const Protocol& protocol,
                     std::optional<Day> today, Document& the_case) {
  FhirProblems problems(resources.document());
  PatientReader reader(resources, today, problems, the_case);
  if (reader.read()) {
    reader.age();
    must_be_ours(resources, reader.patient(), protocol, problems);
    SafetyReader(resources, reader.patient(), problems, the_case).read();
  }
  reader.table().into_root("patient");
  return std::move(problems).sorted();
}

void name_protocol(Document& the_case, const Protocol& protocol) {
  if (!protocol_of(the_case)) set_text(the_case, "order.protocol", protocol.id.text());
}

Checked<Document, Problems> written_order(const FhirResources& resources, OwnMeasurements own,
                                          std::optional<Day> today) {
  Document document = document_beside(resources.document());
  Problems problems = WrittenOrderTable(resources, document).read(own, today);
  if (!problems.empty()) return problems;
  return document;
}

std::optional<Day> first_drug_day(const Document& the_case, const Protocol& protocol) {
  const Value* order = the_case.root.find("order");
  const Value* day_zero = order ? order->find("day_zero") : nullptr;
  const auto day = read_iso_date(day_zero ? day_zero->literal : std::string_view());
  if (!day) return std::nullopt;
  return *day + std::chrono::days(protocol.offset(protocol.first_drug_day()));
}

} // namespace nkdose
