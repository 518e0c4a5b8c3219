#include "cli/fhir/case/case.hpp"

#include "cli/case/case_reader.hpp"
#include "cli/fhir/patient/patient.hpp"
#include "cli/fhir/patient/safety.hpp"
#include "cli/fhir/read/proposal.hpp"
#include "cli/fhir/read/requests.hpp"
#include "cli/fhir/terms.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// The requests and our group are the patient's, and the cells are the protocol's product.
void must_be_ours(const FhirResources& resources, const FhirElement& patient,
                  const Protocol& protocol, FhirProblems& problems) {
  must_be_of(protocol, requested_doses(resources, patient, problems), problems);
  for (const FhirElement& group : resources.of_type("RequestGroup"))
    if (is_our_plan(group) && !resources.refers(group["subject"], patient))
      problems.report(group, Fault::contradiction, "this plan is not said to be the patient's",
                      "correct its subject, or take it out");
}

// What our own bundle says of the patient beyond its resources; they are believed first.
void add_carried(TableBuilder& patient, FhirProblems& problems, Document& the_case) {
  const Value* carried = the_case.root.find("patient");
  if (!carried) return;
  for (const Member& member : carried->members)
    if (patient.has(member.key))
      problems.report({}, Fault::contradiction,
                      fmt::format("{} of the patient stands in a resource and in the extension {}",
                                  in_quotes(member.key), in_quotes(case_extension)),
                      "keep one of the two");
    else
      patient.value(member.key, member.value, {});
  std::erase_if(the_case.root.members,
                [](const Member& member) { return member.key == "patient"; });
}

} // namespace

Problems add_patient(const FhirResources& resources, const Protocol& protocol, CalculationDay today,
                     Document& the_case) {
  FhirProblems problems(resources.document());
  if (const FhirElement patient = the_patient(resources, problems)) {
    Remarks remarks;
    const Statements statements(resources, remarks);
    const PatientSources sources{resources, patient, statements, today};
    TableBuilder table = patient_table(sources, problems, remarks, the_case);
    add_carried(table, problems, the_case);
    table.into_root("patient");
    must_be_ours(resources, patient, protocol, problems);
    add_safety(sources, problems, remarks, the_case);
    remarks.into(the_case);
  }
  return std::move(problems).sorted();
}

void name_protocol(Document& the_case, const Protocol& protocol) {
  if (!protocol_of(the_case)) set_text(the_case, "order.protocol", protocol.id.text());
}

std::optional<Day> first_drug_day(const Document& the_case, const Protocol& protocol) {
  const Value* order = the_case.root.find("order");
  const Value* day_zero = order ? order->find("day_zero") : nullptr;
  const auto day = read_iso_date(day_zero ? day_zero->literal : std::string_view());
  if (!day) return std::nullopt;
  return *day + std::chrono::days(protocol.offset(protocol.first_drug_day()));
}

} // namespace nkdose
