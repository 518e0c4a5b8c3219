#include "cli/fhir/read/dosage.hpp"

#include "cli/fhir/read/observations.hpp"
#include "cli/fhir/read/quantity.hpp"
#include "dosing/text/quantity_text.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr int longest_period = 366; // days

class DosageReader {
public:
  DosageReader(RequestedDose& dose, const WardZone& zone, FhirProblems& problems)
      : dose_(dose), zone_(zone), problems_(problems) {}

  void read(const FhirElement& dosage) {
    dose_.dosage = dosage;
    must_be_understood(dosage);
    for (const FhirElement& one : dosage["doseAndRate"].items())
      amount(one);
    timing(dosage["timing"]);
    if (is_cells()) cells();
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
                                              "route",
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
    if (const FhirElement rhythm = dosage["timing"]["code"]; rhythm && !is_daily(rhythm))
      problems_.report(rhythm, Fault::data, "how often a day cannot be told",
                       "write timing.event alone: one dose on each of the days");
    if (const FhirElement route = dosage["route"]; route && !is_intravenous(route))
      problems_.report(route, Fault::data, "the route is not known to be intravenous",
                       "write SNOMED CT 47625008, or correct the order");
  }
  static bool is_daily(const FhirElement& rhythm) {
    const std::vector<FhirElement> codings = rhythm["coding"].items();
    return !codings.empty() &&
           all_of(codings, [](const FhirElement& coding) { return coding["code"].text() == "QD"; });
  }
  // Whatever says the route says this one.
  static bool is_intravenous(const FhirElement& route) {
    constexpr std::string_view words[] = {"",
                                          "iv",
                                          "intravenous",
                                          "intravenous route",
                                          "intravenous use",
                                          "intravenous infusion",
                                          "iv infusion",
                                          "静脉",
                                          "静脉滴注",
                                          "静脉输注"};
    const auto says_other = [&](const FhirElement& coding) {
      const std::string_view code = coding["code"].text();
      return (code != "47625008" && code != "IV") ||
             !holds(words, lower_case(coding["display"].text()));
    };
    const std::vector<FhirElement> codings = route["coding"].items();
    return holds(words, lower_case(route["text"].text())) && !any_of(codings, says_other) &&
           (!codings.empty() || !route["text"].text().empty());
  }

  // `ordered` is the level and `calculated` the dose; without a type, the unit says which.
  void amount(const FhirElement& one) {
    constexpr std::string_view known[] = {"id",        "extension", "type",        "doseQuantity",
                                          "rateRatio", "rateRange", "rateQuantity"};
    constexpr std::string_view types[] = {"", "ordered", "calculated"};
    only(one, known);
    rate(one);
    const FhirElement quantity = one["doseQuantity"];
    if (!quantity) {
      problems_.report(one, Fault::missing_key, "a dose without a doseQuantity is not read here",
                       "write the dose as one quantity");
      return;
    }
    const std::string_view type = type_of(one["type"]);
    const std::string_view unit =
        quantity["code"] ? quantity["code"].text() : quantity["unit"].text();
    if (!holds(types, type)) {
      problems_.report(one["type"], Fault::unknown_name,
                       fmt::format("a dose of the type {} is not read here", in_quotes(type)),
                       "write ordered (the level) or calculated (the dose)");
      return;
    }
    const bool is_level = type == "ordered" || (type.empty() && is_per_surface(unit));
    ReadText& to = is_level || (is_cells() && type.empty()) ? dose_.level : dose_.dose;
    if (!to.text.empty()) {
      problems_.report(one, Fault::contradiction, "the dose stands twice", "keep one of the two");
      return;
    }
    const UnitKind kind = is_cells() ? UnitKind::cells
                          : is_level ? UnitKind::level
                                     : UnitKind::dose;
    if (auto text = case_text(quantity, kind, problems_, dose_.drug))
      to = {std::move(*text), quantity};
  }

  // Nothing where nothing says it; what is no type where two codes differ.
  static std::string_view type_of(const FhirElement& type) {
    const std::string_view first = type["coding"].first()["code"].text();
    const bool differ = any_of(type["coding"].items(), [&](const FhirElement& coding) {
      return coding["code"].text() != first;
    });
    return differ ? "of two kinds" : type && first.empty() ? "without a code" : first;
  }
  // A rate in mL changes how long a dose runs; one in mg may be another dose.
  void rate(const FhirElement& one) {
    for (const FhirElement& rate : {one["rateRatio"]["numerator"], one["rateQuantity"],
                                    one["rateRange"]["low"], one["rateRange"]["high"]}) {
      const std::string_view unit = rate["code"] ? rate["code"].text() : rate["unit"].text();
      if (rate && !unit.starts_with("mL") && !unit.starts_with("ml"))
        problems_.report(
            rate, Fault::wrong_unit,
            fmt::format("a rate in {} is not read here, and may be another dose", in_quotes(unit)),
            "write it in mL/h, or take it out");
    }
  }

  void timing(const FhirElement& timing) {
    for (const FhirElement& event : timing["event"].items())
      if (const auto day = civil_day(event, zone_, problems_)) dose_.dates.push_back({*day, event});
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
    const auto from = civil_day(start, zone_, problems_), to = civil_day(end, zone_, problems_);
    if (!from || !to) return;
    if (start.text().size() != end.text().size() || start.text().size() > iso_date(*from).size()) {
      problems_.report(repeat, Fault::date,
                       "a period with times of day: how many doses cannot be told",
                       "write start and end as dates");
      return;
    }
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
  const WardZone& zone_;
  FhirProblems& problems_;
};

} // namespace

void read_dosage(const FhirElement& dosage, RequestedDose& dose, const WardZone& zone,
                 FhirProblems& problems) {
  DosageReader(dose, zone, problems).read(dosage);
}

} // namespace nkdose
