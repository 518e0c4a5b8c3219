#include "cli/fhir_requests.hpp"

#include "cli/fhir_observations.hpp"
#include "cli/fhir_quantity.hpp"
#include "dosing/search.hpp"
#include "dosing/wording.hpp"
#include "schedule/library.hpp"

#include <fmt/format.h>

#include <cctype>

namespace nkdose {
namespace {

// What stands to be given, and what does not any more; of anything else nobody can tell.
constexpr std::string_view standing_statuses[] = {"draft", "active"};
constexpr std::string_view past_statuses[] = {"completed", "cancelled", "stopped",
                                              "entered-in-error"};
constexpr int longest_period = 366;       // days
constexpr std::size_t most_dates = 1'000; // of all requests: a course has a dozen

const std::vector<Drug>& known_drugs() {
  static const std::vector<Drug> drugs = [] {
    std::vector<Drug> all;
    for (const std::string_view id : built_in_ids("drugs"))
      all.push_back(built_in_drug(*built_in("drugs", id)));
    return all;
  }();
  return drugs;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

bool is_coding_of(const FhirElement& coding, const Drug& drug) {
  return any_of(drug.codes, [&](const DrugCode& code) {
    return coding["system"].text() == system_of(code.system) && coding["code"].text() == code.code;
  });
}

// The concept of a medication: its own element, or that of the Medication it refers to.
FhirElement medication_of(const FhirResources& resources, const FhirElement& request) {
  if (const FhirElement concept_element = request["medicationCodeableConcept"])
    return concept_element;
  return resources.resolve(request["medicationReference"])["code"];
}

// By code, else by the drug's whole name; a name that only contains it may be of another form.
std::optional<std::string> drug_of(const FhirElement& medication) {
  const std::vector<FhirElement> codings = medication["coding"].items();
  for (const Drug& drug : known_drugs())
    for (const FhirElement& coding : codings)
      if (is_coding_of(coding, drug)) return std::string(drug.id.text());
  for (const Drug& drug : known_drugs())
    if (lower_case(medication["text"].text()) == lower_case(drug.name))
      return std::string(drug.id.text());
  const bool is_product = any_of(
      codings, [](const FhirElement& coding) { return coding["system"].text() == product_system; });
  return is_product ? std::optional<std::string>("") : std::nullopt;
}

class DosageReader {
public:
  DosageReader(RequestedDose& dose, FhirProblems& problems) : dose_(dose), problems_(problems) {}

  void read(const FhirElement& dosage) {
    must_be_understood(dosage);
    for (const FhirElement& one : dosage["doseAndRate"].items())
      amount(one);
    timing(dosage["timing"]);
  }

private:
  bool is_cells() const { return dose_.drug.empty(); }

  // What would make another dose of the same milligrams: if needed, several times a day, by mouth.
  void must_be_understood(const FhirElement& dosage) {
    const FhirElement needed = dosage["asNeededBoolean"],
                      reason = dosage["asNeededCodeableConcept"];
    if (reason || (needed && needed.value().literal != "false"))
      problems_.report(reason ? reason : needed, Fault::data,
                       "a dose that is given only if needed is not read here",
                       "order it for its days");
    if (const FhirElement rhythm = dosage["timing"]["code"];
        rhythm && rhythm["coding"].first()["code"].text() != "QD")
      problems_.report(rhythm, Fault::data, "how often a day cannot be told",
                       "write timing.event alone: one dose on each of the days");
    if (const FhirElement route = dosage["route"]; route && !is_intravenous(route))
      problems_.report(route, Fault::data, "the route is not known to be intravenous",
                       "write SNOMED CT 47625008, or correct the order");
  }
  static bool is_intravenous(const FhirElement& route) {
    const auto says_so = [](std::string_view text) {
      return text == "IV" || text == "47625008" ||
             lower_case(text).find("intravenous") != std::string::npos;
    };
    return says_so(route["text"].text()) ||
           any_of(route["coding"].items(), [&](const FhirElement& coding) {
             return says_so(coding["code"].text()) || says_so(coding["display"].text());
           });
  }

  // `ordered` is the level and `calculated` the dose; without a type, the unit says which.
  void amount(const FhirElement& one) {
    const FhirElement quantity = one["doseQuantity"];
    if (!quantity) {
      problems_.report(one, Fault::missing_key, "a dose without a doseQuantity is not read here",
                       "write the dose as one quantity");
      return;
    }
    const std::string_view type = one["type"]["coding"].first()["code"].text();
    const std::string_view unit =
        quantity["code"] ? quantity["code"].text() : quantity["unit"].text();
    const bool is_level = type == "ordered" || (type.empty() && unit.starts_with("mg/m2"));
    ReadText& to = is_level || (is_cells() && type.empty()) ? dose_.level : dose_.dose;
    if (!to.text.empty()) {
      problems_.report(one, Fault::contradiction, "the dose stands twice", "keep one of the two");
      return;
    }
    const UnitKind kind = is_cells() ? UnitKind::cells
                          : is_level ? UnitKind::level
                                     : UnitKind::dose;
    if (auto text = case_text(quantity, kind, problems_)) to = {std::move(*text), quantity};
  }

  void timing(const FhirElement& timing) {
    for (const FhirElement& event : timing["event"].items())
      if (const auto day = civil_day(event, problems_)) dose_.dates.push_back({*day, event});
    if (const FhirElement repeat = timing["repeat"]) every_day_of(repeat);
  }

  // Once a day from a day to a day: every other rhythm is not read, and never guessed.
  void every_day_of(const FhirElement& repeat) {
    const auto is_one = [&](std::string_view key) {
      return repeat[key] && repeat[key].value().literal == "1";
    };
    const FhirElement start = repeat["boundsPeriod"]["start"], end = repeat["boundsPeriod"]["end"];
    constexpr std::string_view understood[] = {"boundsPeriod", "frequency", "period", "periodUnit"};
    const bool has_others = any_of(repeat.value().members, [&](const Member& member) {
      return !holds(understood, member.key);
    });
    if (has_others || !is_one("frequency") || !is_one("period") ||
        repeat["periodUnit"].text() != "d" || !start || !end) {
      problems_.report(repeat, Fault::data, "the days of this timing cannot be told",
                       "write timing.event, or once a day within a boundsPeriod");
      return;
    }
    const auto from = civil_day(start, problems_), to = civil_day(end, problems_);
    if (!from || !to) return;
    const int days = days_between(*from, *to);
    if (days < 0 || days > longest_period) {
      problems_.report(repeat, Fault::contradiction, "the period has no days, or more than a year",
                       "correct start and end");
      return;
    }
    for (int i = 0; i <= days; ++i)
      dose_.dates.push_back({*from + std::chrono::days(i), repeat});
  }

  RequestedDose& dose_;
  FhirProblems& problems_;
};

bool counts(const FhirElement& request) {
  const FhirElement not_to = request["doNotPerform"];
  return !holds(past_statuses, request["status"].text()) &&
         !(not_to && not_to.value().literal == "true");
}

} // namespace

std::vector<FhirElement> known_requests(const FhirResources& resources) {
  std::vector<FhirElement> requests = resources.of_type("MedicationRequest");
  std::erase_if(requests, [&](const FhirElement& request) {
    return !counts(request) || !drug_of(medication_of(resources, request));
  });
  return requests;
}

std::vector<RequestedDose> requested_doses(const FhirResources& resources,
                                           const FhirElement& patient, FhirProblems& problems) {
  std::vector<RequestedDose> doses;
  std::size_t dates = 0;
  for (const FhirElement& request : known_requests(resources)) {
    if (const FhirElement status = request["status"]; !holds(standing_statuses, status.text())) {
      problems.report(status ? status : request, Fault::data,
                      fmt::format("the request's status is {}: nobody can tell whether it counts",
                                  in_quotes(status.text())),
                      "have it made a draft, active or cancelled");
      continue;
    }
    if (const FhirElement subject = request["subject"];
        patient && !resources.refers(subject, patient)) {
      problems.report(subject ? subject : request, Fault::contradiction,
                      "this request is not said to be the patient's",
                      "correct its subject, or take it out");
      continue;
    }
    if (problems.report_modifier(request)) continue;
    for (const FhirElement& dosage : request["dosageInstruction"].items()) {
      RequestedDose dose{request, *drug_of(medication_of(resources, request)), {}, {}, {}};
      DosageReader(dose, problems).read(dosage);
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
  return doses;
}

ReadText requested_protocol(const FhirResources& resources, FhirProblems& problems) {
  ReadText protocol;
  for (const std::string_view type : {"RequestGroup", "MedicationRequest"})
    for (const FhirElement& request : resources.of_type(type))
      for (const FhirElement& uri : request["instantiatesUri"].items()) {
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
