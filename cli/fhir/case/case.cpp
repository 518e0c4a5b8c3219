#include "cli/fhir/case/case.hpp"

#include "cli/case/case_reader.hpp"
#include "cli/fhir/patient/kidneys.hpp"
#include "cli/fhir/patient/other_texts.hpp"
#include "cli/fhir/patient/patient.hpp"
#include "cli/fhir/patient/safety.hpp"
#include "cli/fhir/patient/subject.hpp"
#include "cli/fhir/read/proposal.hpp"
#include "cli/fhir/read/requests.hpp"
#include "cli/fhir/read/texts.hpp"
#include "cli/fhir/terms.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/instruction/agreement.hpp"
#include "schedule/protocol/order_words.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// The requests and our group are the patient's, and the cells are the protocol's product.
void must_be_ours(const FhirResources& resources, const FhirElement& patient,
                  const std::vector<RequestedDose>& doses, const Protocol& protocol,
                  FhirProblems& problems) {
  must_be_of(protocol, doses, problems);
  for (const FhirElement& group : resources.of_type("RequestGroup"))
    if (is_our_plan(group) && !resources.refers(group["subject"], patient))
      problems.report(group, Fault::contradiction, "this plan is not said to be the patient's",
                      "correct its subject, or take it out");
}

// A proposal of ours says how each drug is prepared, and a plan says it anew: its figures are not
// read here, but nobody may have written into it that the drug is not given, or given otherwise.
void read_preparations(const std::vector<RequestedText>& texts, const Site& site,
                       Remarks& remarks) {
  constexpr Contrary written_by_others[] = {Contrary::drug, Contrary::route, Contrary::rhythm,
                                            Contrary::not_to_be_given};
  for (const RequestedText& text : texts) {
    if (!text.is_preparation) continue;
    const SitePreparation* preparation = site.preparation(Name(text.drug));
    if (preparation && holds(preparation->instructions, text.text)) continue;
    const OrderedThing thing{.drug = Name(text.drug)};
    for (const TextAgreement::Difference& one :
         hold_against(read_instruction(text.text, order_words()), {&thing, 1}).differences)
      if (holds(written_by_others, one.what))
        remarks.add_unread(
            text.from, text.drug.empty() ? Name("cells") : Name(text.drug),
            fmt::format("people read {} in {}", to_text(one.what), in_quotes(text.text)));
  }
}

// From when on the site takes a negative pregnancy test, by its own window of screening.
std::optional<Day> oldest_pregnancy_test(const Treatment& treatment, CalculationDay today,
                                         const Document& the_case) {
  constexpr std::string_view fact = "pregnancy_test_date"; // as criteria call it
  const auto window = find_in(treatment.site.screening_windows, Name(fact), &ScreeningWindow::fact);
  const auto first_day = first_drug_day(the_case, treatment.protocol);
  const auto day = first_day ? first_day : today.day;
  if (window == treatment.site.screening_windows.end() || !day) return std::nullopt;
  return *day - std::chrono::days(window->days);
}

// A clearance bears on the dose for as long as a creatinine would; below 60 mL/min, or the
// protocol's own limit, where that is higher.
KidneyLimits kidney_limits(const Treatment& treatment, CalculationDay today,
                           const Document& the_case) {
  constexpr Decimal lowest = 60_d;
  constexpr int valid_days = 7; // where the site names none
  const auto first_day = first_drug_day(the_case, treatment.protocol);
  const auto day = first_day ? first_day : today.day;
  const auto& protocol_limit = treatment.protocol.lowest_clearance;
  KidneyLimits limits{std::nullopt,
                      protocol_limit ? std::max(lowest, number_of(*protocol_limit)) : lowest};
  if (day)
    limits.oldest = *day - std::chrono::days(treatment.site.creatinine_days.value_or(valid_days));
  return limits;
}

// From when on an answer to the questions of [safety] is one without a remark: the shortest of the
// site's windows of screening, or 30 days before the first drug day.
std::optional<Day> oldest_answer(const Treatment& treatment, CalculationDay today,
                                 const Document& the_case) {
  int days = 30;
  const auto& windows = treatment.site.screening_windows;
  for (const ScreeningWindow& window : windows)
    days = &window == &windows.front() ? window.days : std::min(days, window.days);
  const auto first_day = first_drug_day(the_case, treatment.protocol);
  const auto day = first_day ? first_day : today.day;
  if (!day) return std::nullopt;
  return *day - std::chrono::days(days);
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

Problems add_patient(const FhirResources& resources, const Treatment& treatment,
                     CalculationDay today, RequestTexts texts, Document& the_case) {
  FhirProblems problems(resources.document());
  if (const FhirElement patient = the_patient(resources, problems)) {
    Remarks remarks;
    const Statements statements(resources, remarks);
    const PatientSources sources{resources,
                                 patient,
                                 statements,
                                 today,
                                 oldest_pregnancy_test(treatment, today, the_case),
                                 oldest_answer(treatment, today, the_case)};
    TableBuilder table = patient_table(sources, problems, remarks, the_case);
    add_carried(table, problems, the_case);
    table.into_root("patient");
    const std::vector<RequestedDose> doses = requested_doses(resources, patient, problems);
    must_be_ours(resources, patient, doses, treatment.protocol, problems);
    if (texts == RequestTexts::of_the_case)
      read_preparations(requested_texts(doses), treatment.site, remarks);
    for (const OtherText& one : other_texts(resources))
      remarks.add_unread(one.from, "order", one.text);
    for (const OtherText& one : other_subjects(doses, patient))
      remarks.add_unread(one.from, "order", one.text);
    read_kidneys(sources, kidney_limits(treatment, today, the_case), remarks);
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
