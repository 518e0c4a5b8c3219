// Requests as the order that somebody has written.
#include "cli/fhir/case/case.hpp"
#include "cli/fhir/patient/other_texts.hpp"
#include "cli/fhir/patient/patient.hpp"
#include "cli/fhir/patient/subject.hpp"
#include "cli/fhir/read/proposal.hpp"
#include "cli/fhir/read/requests.hpp"
#include "cli/fhir/read/texts.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// The requests as tables of an order: a dose a day.
class WrittenOrderTable {
public:
  WrittenOrderTable(const FhirResources& resources, const Protocol& protocol, Document& document)
      : resources_(resources), protocol_(protocol), problems_(resources.document()),
        document_(document), order_(document, "", {}), cells_(document, "/cells", {}) {}

  Problems read(OwnMeasurements own, CalculationDay today) && {
    must_be_present(FhirElement(resources_.document().root, resources_.document().pointer),
                    problems_);
    const FhirElement patient = the_patient(resources_, problems_);
    if (own == OwnMeasurements::stated && patient) measurements(patient, today);
    const ReadText protocol = requested_protocol(resources_, problems_);
    order_.text("protocol", protocol.text, protocol.from);
    const std::vector<RequestedDose> doses = requested_doses(resources_, patient, problems_);
    must_be_of(protocol_, doses, problems_);
    for (const RequestedDose& dose : doses)
      add(dose);
    for (const RequestedText& text : requested_texts(doses))
      add_text(text);
    for (const OtherText& text : other_texts(resources_))
      add_remark({text.from.path(), text.text});
    for (const OtherText& text : other_subjects(doses, patient))
      add_remark({text.from.path(), text.text});
    if (!doses_.items.empty()) order_.value("doses", std::move(doses_), {});
    if (!texts_.items.empty()) order_.value("texts", std::move(texts_), {});
    if (has_cells_) {
      cells_.list("dates", Value::Type::date, infusions_, {});
      order_.value("cells", cells_.built(), {});
    }
    document_.root.members = order_.built().members;
    return std::move(problems_).sorted();
  }

private:
  // An order states what was measured, not when. What it does not state is the case's to say; what
  // is remarked of what it states, a person reads.
  void measurements(const FhirElement& patient, CalculationDay today) {
    Remarks remarks;
    const Statements statements(resources_, remarks);
    TableBuilder table =
        patient_table({resources_, patient, statements, today}, problems_, remarks, document_);
    for (const std::string_view key : {"weight_on", "creatinine_on", "birth_date", "age"})
      table.remove(key);
    order_.value("patient", table.built(), patient);
    for (const Unread& one : remarks.unread())
      if (one.about != Name("age")) add_remark(one);
  }
  void add_remark(const Unread& remark) {
    const std::string table = fmt::format("/texts/{}", texts_.items.size());
    TableBuilder text(document_, table, {});
    text.text("text", remark.text, {});
    text.text("kind", "element", {});
    document_.origins[fmt::format("{}/text", table)] = remark.place;
    texts_.items.push_back(text.built());
  }
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
    cells_.agreed_text("level", count.text, count.from, problems_);
    for (const RequestedDose::Date& date : dose.dates)
      infusions_.push_back(iso_date(date.day));
  }
  void add_day(const RequestedDose& dose, const RequestedDose::Date& date) {
    TableBuilder table(document_, fmt::format("/doses/{}", doses_.items.size()), dose.request);
    table.date("date", date.day, date.from);
    table.text("drug", dose.drug, dose.request);
    table.text("dose", dose.dose.text, dose.dose.from);
    table.text("level", dose.level.text, dose.level.from);
    doses_.items.push_back(table.built());
  }
  void add_text(const RequestedText& text) {
    TableBuilder table(document_, fmt::format("/texts/{}", texts_.items.size()), text.from);
    table.text("text", text.text, text.from);
    if (text.is_element) table.text("kind", "element", text.from);
    if (text.is_preparation) table.text("kind", "preparation", text.from);
    table.text("about", text.drug.empty() ? "cells" : text.drug, text.from);
    std::vector<std::string> dates;
    dates.reserve(text.dates.size());
    for (const Day day : text.dates)
      dates.push_back(iso_date(day));
    table.list("dates", Value::Type::date, dates, text.from);
    texts_.items.push_back(table.built());
  }

  const FhirResources& resources_;
  const Protocol& protocol_;
  FhirProblems problems_;
  Document& document_;
  TableBuilder order_, cells_;
  Value doses_{Value::Type::list, "", {1, 1}, {}, {}}, texts_ = doses_;
  bool has_cells_ = false;
  std::vector<std::string> infusions_;
};

} // namespace

Checked<Document, Problems> written_order(const FhirResources& resources, const Protocol& protocol,
                                          OwnMeasurements own, CalculationDay today) {
  Document document = document_beside(resources.document());
  Problems problems = WrittenOrderTable(resources, protocol, document).read(own, today);
  if (!problems.empty()) return problems;
  return document;
}

} // namespace nkdose
