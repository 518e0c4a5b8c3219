#include "cli/fhir_requests.hpp"

#include "cli/fhir_observations.hpp"
#include "cli/fhir_quantity.hpp"
#include "cli/order_reader.hpp"
#include "dosing/search.hpp"
#include "dosing/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// What stands to be given, and what does not any more; of anything else nobody can tell.
constexpr std::string_view standing_statuses[] = {"draft", "active"};
constexpr std::string_view past_statuses[] = {"completed", "cancelled", "stopped",
                                              "entered-in-error"};
constexpr int longest_period = 366;       // days
constexpr std::size_t most_dates = 1'000; // of all requests: a course has a dozen

class DosageReader {
public:
  DosageReader(RequestedDose& dose, FhirProblems& problems) : dose_(dose), problems_(problems) {}

  void read(const FhirElement& dosage) {
    must_be_understood(dosage);
    for (const FhirElement& one : dosage["doseAndRate"].items())
      amount(one);
    timing(dosage["timing"]);
    if (is_cells()) cells();
    for (const std::string_view key : {"text", "patientInstruction"})
      for (const std::string& number : milligrams_in(dosage[key].text()))
        dose_.in_words.push_back({number + " mg", dosage[key]});
  }

private:
  bool is_cells() const { return dose_.drug.empty(); }

  void only(const FhirElement& element, std::span<const std::string_view> known) {
    if (!element) return;
    for (const Member& member : element.value().members)
      if (!holds(known, member.key))
        problems_.report(
            element[member.key], Fault::data,
            fmt::format("{} is not read here, and may change the dose", in_quotes(member.key)),
            "take it out, or check this order by hand");
  }

  // Of cells the count that is given, where the level is a count too, is the level.
  void cells() {
    if (dose_.level.text.empty()) {
      dose_.level = dose_.dose;
    } else if (!dose_.dose.text.empty()) {
      const auto level = read_cell_level(dose_.level.text),
                 given = read_cell_level(dose_.dose.text);
      if (level && given && level->index() == given->index() && !(*level == *given))
        problems_.report(dose_.dose.from, Fault::contradiction,
                         fmt::format("{} to give, and {} ordered", in_quotes(dose_.dose.text),
                                     in_quotes(dose_.level.text)),
                         "ask which one is meant");
    }
  }

  // What would make another dose of the same milligrams: if needed, several times a day, by mouth.
  void must_be_understood(const FhirElement& dosage) {
    constexpr std::string_view of_dosage[] = {"id",
                                              "extension",
                                              "sequence",
                                              "text",
                                              "additionalInstruction",
                                              "patientInstruction",
                                              "timing",
                                              "asNeededBoolean",
                                              "asNeededCodeableConcept",
                                              "site",
                                              "route",
                                              "method",
                                              "doseAndRate"};
    constexpr std::string_view of_timing[] = {"id", "extension", "event", "repeat", "code"};
    only(dosage, of_dosage);
    only(dosage["timing"], of_timing);
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
    constexpr std::string_view known[] = {"id",        "extension", "type",        "doseQuantity",
                                          "rateRatio", "rateRange", "rateQuantity"};
    constexpr std::string_view types[] = {"", "ordered", "calculated"};
    only(one, known);
    const FhirElement quantity = one["doseQuantity"];
    if (!quantity) {
      problems_.report(one, Fault::missing_key, "a dose without a doseQuantity is not read here",
                       "write the dose as one quantity");
      return;
    }
    const std::string_view type = one["type"]["coding"].first()["code"].text();
    const std::string_view unit =
        quantity["code"] ? quantity["code"].text() : quantity["unit"].text();
    if (!holds(types, type)) {
      problems_.report(one["type"], Fault::unknown_name,
                       fmt::format("a dose of the type {} is not read here", in_quotes(type)),
                       "write ordered (the level) or calculated (the dose)");
      return;
    }
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
    if (!holds(standing_statuses, status.text()) || (not_to && not_to.value().literal != "false"))
      return wrong(status ? status : request,
                   fmt::format("the request's status is {}: nobody can tell whether it counts",
                               in_quotes(status.text())),
                   "have it made a draft, active or cancelled");
    if (patient_ && !resources_.refers(subject, patient_))
      return wrong(subject ? subject : request, "this request is not said to be the patient's",
                   "correct its subject, or take it out");
    if (request["dosageInstruction"].items().empty())
      return wrong(request, "this request has no dosageInstruction", "add dose and days");
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
