#include "cli/fhir/read/requests.hpp"

#include "cli/fhir/read/moment.hpp"
#include "cli/fhir/terms.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

// What stands to be given, and what does not any more; of anything else nobody can tell.
constexpr std::string_view standing_statuses[] = {"draft", "active"};
constexpr std::string_view past_statuses[] = {"completed", "cancelled", "stopped",
                                              "entered-in-error"};
constexpr int longest_course = 14;        // days from its first dose to the last
constexpr std::size_t most_dates = 1'000; // of all requests: a course has a dozen

bool counts(const FhirElement& request) {
  return !holds(past_statuses, request["status"].text());
}

// Reports what makes a request one that nobody may take for an order of the patient's.
class RequestCheck {
public:
  RequestCheck(const FhirResources& resources, const FhirElement& patient, FhirProblems& problems)
      : resources_(resources), patient_(patient), problems_(problems) {}

  bool is_sound(const FhirElement& request, const Medication& medication) {
    const FhirElement status = request["status"], not_to = request["doNotPerform"],
                      subject = request["subject"];
    if (medication.kind == Medication::Kind::unclear)
      return wrong(medication.from, medication.why,
                   "write its RxNorm or ATC code, or its whole name");
    if (not_to && not_to.value().literal != "false")
      return wrong(not_to, "this request says not to give it", "ask which of the requests counts");
    if (!holds(standing_statuses, status.text()))
      return wrong(status ? status : request,
                   fmt::format("the request's status is {}: nobody can tell whether it counts",
                               in_quotes(status.text())),
                   "have it made a draft, active or cancelled");
    if (patient_ && !resources_.refers(subject, patient_))
      return wrong(subject ? subject : request, "this request is not said to be the patient's",
                   "correct its subject, or take it out");
    if (request["dosageInstruction"].items().empty())
      return wrong(request, "this request has no dosageInstruction", "add dose and days");
    if (const FhirElement extended = extended_primitive_within(request))
      return wrong(extended, "this may change what the request means, and is not known here",
                   "have somebody read it, and take it out");
    return !problems_.report_modifier(request);
  }

private:
  bool wrong(const FhirElement& at, std::string detail, std::string action) {
    problems_.report(at, Fault::data, std::move(detail), std::move(action));
    return false;
  }

  const FhirResources& resources_;
  const FhirElement& patient_;
  FhirProblems& problems_;
};

// The days of a dose that is behind, or is being given.
std::vector<Day> days_given(const FhirResources& resources, const FhirElement& resource) {
  std::vector<Day> days;
  FhirProblems of_no_interest(resources.document());
  if (resource.type() == "MedicationAdministration") {
    for (const FhirElement& time :
         {resource["effectiveDateTime"], resource["effectivePeriod"]["start"]})
      if (const auto moment = moment_of(time, resources.zone(), of_no_interest))
        days.insert(days.end(), {moment->day, moment->last}); // both where it may be either
      else if (const auto day = read_iso_date(time.text().substr(0, 10)))
        days.push_back(*day);
    return days;
  }
  for (const FhirElement& dosage : resource["dosageInstruction"].items()) {
    RequestedDose dose;
    dose.request = resource;
    read_dosage(dosage, dose, resources.zone(), of_no_interest);
    for (const RequestedDose::Date& date : dose.dates)
      days.push_back(date.day);
  }
  return days;
}

// A dose that was given in these days belongs to the course, and no request says what of it is
// left.
void must_not_have_begun(const FhirResources& resources, const std::vector<RequestedDose>& doses,
                         FhirProblems& problems) {
  std::vector<Day> standing;
  for (const RequestedDose& dose : doses)
    for (const RequestedDose::Date& date : dose.dates)
      standing.push_back(date.day);
  if (standing.empty()) return;
  std::sort(standing.begin(), standing.end());
  const Day earliest = standing.front() - std::chrono::days(longest_course);
  const Day latest = standing.back();
  constexpr std::string_view given_statuses[] = {"completed", "stopped", "in-progress", "on-hold"};
  for (const std::string_view type : {"MedicationRequest", "MedicationAdministration"})
    for (const FhirElement& resource : resources.of_type(type)) {
      if (!holds(given_statuses, resource["status"].text()) ||
          medication_of(resources, resource).kind == Medication::Kind::other)
        continue;
      if (any_of(days_given(resources, resource),
                 [&](Day day) { return earliest <= day && day <= latest; }))
        problems.report(
            resource, Fault::contradiction,
            "a dose that was given shortly before, or among, the days of the requests",
            "write a case with [[given]]; or take it out where it is of another course");
    }
}

} // namespace

std::vector<KnownRequest> known_requests(const FhirResources& resources) {
  std::vector<KnownRequest> known;
  for (const FhirElement& request : resources.of_type("MedicationRequest")) {
    if (!counts(request)) continue;
    Medication medication = medication_of(resources, request);
    if (medication.kind != Medication::Kind::other)
      known.push_back({request, std::move(medication)});
  }
  return known;
}

std::vector<RequestedDose> requested_doses(const FhirResources& resources,
                                           const FhirElement& patient, FhirProblems& problems) {
  std::vector<RequestedDose> doses;
  std::size_t dates = 0;
  RequestCheck check(resources, patient, problems);
  for (const auto& [request, medication] : known_requests(resources)) {
    if (!check.is_sound(request, medication)) continue;
    const bool is_drug = medication.kind == Medication::Kind::drug;
    for (const FhirElement& dosage : request["dosageInstruction"].items()) {
      RequestedDose dose;
      dose.request = request;
      (is_drug ? dose.drug : dose.product) = medication.id;
      read_dosage(dosage, dose, resources.zone(), problems);
      dates += dose.dates.size();
      doses.push_back(std::move(dose));
      if (dates > most_dates) {
        problems.report(dosage, Fault::too_large,
                        fmt::format("the requests have more than {} days", most_dates),
                        "check which bundle was given");
        return doses;
      }
    }
  }
  must_not_have_begun(resources, doses, problems);
  return doses;
}

void must_be_of(const Protocol& protocol, const std::vector<RequestedDose>& doses,
                FhirProblems& problems) {
  for (const RequestedDose& dose : doses)
    if (dose.drug.empty() && dose.product != protocol.product)
      problems.report(dose.request, Fault::contradiction,
                      fmt::format("the cells are {}, and the protocol's are {}",
                                  in_quotes(dose.product), protocol.product),
                      "correct the product or the protocol");
}

ReadText requested_protocol(const FhirResources& resources, FhirProblems& problems) {
  ReadText protocol;
  for (const std::string_view type : {"RequestGroup", "MedicationRequest"})
    for (const FhirElement& request : resources.of_type(type))
      for (const FhirElement& uri : request["instantiatesUri"].items()) {
        if (!counts(request) || request["status"].text() == "revoked") continue;
        if (!uri.text().starts_with(protocol_uri)) continue;
        const std::string_view id = uri.text().substr(protocol_uri.size());
        if (protocol.text.empty()) protocol = {std::string(id), uri};
        if (protocol.text != id)
          problems.report(uri, Fault::contradiction,
                          fmt::format("the protocol {} here is {} at {}", in_quotes(id),
                                      in_quotes(protocol.text), protocol.from.path()),
                          "keep the requests of one protocol");
      }
  return protocol;
}

} // namespace nkdose
