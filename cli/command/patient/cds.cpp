// The command cds: a filter from one request of CDS Hooks to one response.
#include "cli/admit/case_answers.hpp"
#include "cli/case/written_order_reader.hpp"
#include "cli/cds/cards.hpp"
#include "cli/cds/request.hpp"
#include "cli/cds/services.hpp"
#include "cli/fhir/case/case.hpp"
#include "cli/fhir/read/proposal.hpp"
#include "cli/options/case_options.hpp"
#include "cli/options/day_of_calculation.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/treatment_files.hpp"
#include "cli/outcome/reply.hpp"
#include "dosing/text/sha256.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::string_view stream_name = "standard input";

// Data of another patient than the request is about, and data that could not be fetched.
Problems unusable_prefetch(const CdsRequest& request) {
  FhirProblems problems(request.resources.document());
  for (const FhirElement& outcome : request.resources.of_type("OperationOutcome"))
    problems.report(outcome, Fault::missing_key, "these data could not be fetched",
                    "send the request again when they can");
  for (const FhirElement& patient : request.resources.of_type("Patient"))
    if (patient["id"].text() != request.patient)
      problems.report(patient, Fault::contradiction,
                      fmt::format("these are the data of {}, and the request is about {}",
                                  in_quotes(patient["id"].text()), in_quotes(request.patient)),
                      "send the data of the patient in context.patientId");
  const Document& document = request.resources.document();
  const FhirElement prefetch = FhirElement(document.root, document.pointer)["prefetch"];
  if (prefetch)
    for (const Member& member : prefetch.value().members)
      must_be_a_whole_answer(prefetch[member.key], problems);
  return std::move(problems).sorted();
}

// A draft without a level is not finished yet; a plan without one would be refused.
Problems missing_levels(const Document& the_case, const Treatment& treatment) {
  Problems problems;
  const Value* order = the_case.root.find("order");
  for (const Drug& drug : treatment.drugs)
    if (!order || !order->find(drug.id.text()))
      problems.push_back({Fault::missing_key,
                          {"context.draftOrders"},
                          fmt::format("{} has no level", drug.name),
                          "add a doseAndRate of the type ordered, in mg/m2/d, to its draft"});
  return problems;
}

void append(Problems& problems, Problems more) {
  for (Problem& problem : more)
    problems.push_back(std::move(problem));
}

CdsResponse answer(CdsRequest& request, const Options& options, const std::string& text) {
  OptionReader reader;
  CaseAdditions additions;
  read_day(options, additions, reader);
  additions.sha256 = sha256(text);
  additions.order_is_of_case = true;
  TreatmentFiles treatments(options);
  request.resources.read_in(treatments.zone());
  const auto admission = admit(request.resources, additions, treatments);
  if (!admission) return card_of_problems(admission.reason());
  reader.finish();
  const Treatment& treatment = admission->treatment();
  Problems problems = unusable_prefetch(request);
  append(problems, admission->of_patient);
  const bool patient_is_sound = problems.empty();
  const auto written =
      written_order(request.resources, treatment.protocol, OwnMeasurements::none, admission->today);
  if (problems.empty()) append(problems, written.reason());
  append(problems, missing_levels(admission->document, treatment));
  for (const Problem& problem : admission->the_case.reason())
    if (patient_is_sound || !problem.place.pointer.starts_with("/patient/"))
      problems.push_back(problem); // otherwise it is known already why the patient lacks a key
  if (!problems.empty()) return card_of_problems(problems);
  auto order = read_order(*written, treatment.protocol, OrderForm::tables, additions.sha256);
  if (!order) return card_of_problems(order.reason());
  const Plan plan = make_plan(treatment, *admission->the_case);
  drop_own_preparation(plan, *order);
  return cards_of(verify(plan, *order), request.resources);
}

} // namespace

Reply answer_cds(const Options& options, std::istream& in) {
  if (options.wants_services) return {cds_services()};
  const std::string text = must(read_whole_stream(in, std::string(stream_name)));
  auto document = read_json(text, std::string(stream_name));
  auto request = read_cds_request(must(document));
  must(request);
  if (!request->concerns_us) return {no_cards().json};
  const CdsResponse response = answer(*request, options, text);
  return {response.json, response.is_open ? exit_open : exit_ready};
}

} // namespace nkdose
