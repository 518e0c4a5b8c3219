#include "cli/fhir/patient/kidneys.hpp"

#include "cli/fhir/read/observed_words.hpp"
#include "dosing/text/quantity_text.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// LOINC, as terms.cpp has them among what is no creatinine: clearances in 24 hours and estimated
// filtration rates.
constexpr std::string_view codes[] = {"2164-2",  "33914-3", "48642-3", "48643-1",
                                      "62238-1", "69405-9", "77147-7", "88293-6",
                                      "88294-4", "98979-8", "98980-6", "50210-4"};
// In the letters that `folded` leaves, from memory.
constexpr std::string_view clearance_words[] = {
    "clearance", "clairance", "aclaramiento", "depuracion",  "klarens",    "egfr",
    "gfr",       "dfg",       "tfg",          "filtration",  "filtracion", "crcl",
    "清除率",    "滤过率",    "濾過",         "クリアランス"};
constexpr std::string_view kidney_words[] = {
    "creatinin", "kreatinin", "kidney",  "renal", "reins", "niere", "rinon", "nephro",
    "egfr",      "anuri",     "oliguri", "dialy", "肌酐",  "肾",    "腎",    "クレアチニン"};
// Of another substance, or of a lung.
constexpr std::string_view of_another[] = {"urea clearance", "airway", "lactate", "drug",
                                           "mucociliary"};

bool names_one_of(std::string_view text, std::span<const std::string_view> words) {
  const std::string plain = folded(text);
  return any_of(words, [&](std::string_view word) { return plain.find(word) != plain.npos; });
}

bool is_taken_back(const FhirElement& resource) {
  constexpr std::string_view statuses[] = {"cancelled", "entered-in-error"};
  return holds(statuses, resource["status"].text());
}

// None where nothing says it.
std::optional<Day> day_of(const FhirElement& resource) {
  for (const FhirElement& time :
       {time_of(resource), resource["effectivePeriod"]["end"], resource["issued"]})
    if (const auto day = read_iso_date(time.text().substr(0, 10))) return *day;
  return std::nullopt;
}

class KidneyReader {
public:
  KidneyReader(const PatientSources& sources, const KidneyLimits& limits, Remarks& remarks)
      : sources_(sources), limits_(limits), remarks_(remarks) {}

  void read() {
    for (const FhirElement& observation : sources_.resources.of_type("Observation")) {
      if (is_taken_back(observation) || is_old(observation)) continue;
      read_part(observation, observation);
      for (const FhirElement& component : observation["component"].items())
        read_part(observation, component);
    }
    for (const FhirElement& report : sources_.resources.of_type("DiagnosticReport"))
      if (!is_taken_back(report) && !is_old(report)) read_report(report);
  }

private:
  bool is_old(const FhirElement& resource) const {
    const auto day = day_of(resource);
    return day && limits_.oldest && *day < *limits_.oldest;
  }

  static bool is_clearance(const FhirElement& part) {
    bool is_coded = false, is_ours = false;
    for (const FhirElement& coding : part["code"]["coding"].items()) {
      const std::string_view code = coding["code"].text();
      is_coded = is_coded || (coding["system"].text() == loinc_system && holds(codes, code));
      is_ours = is_ours ||
                holds(term_of(Observable::clearance).codes, code, &ObservableTerm::Loinc::code);
    }
    if (is_ours) return false; // a result that is computed anew
    return is_coded || any_of(texts_of_code(part), [](const FhirElement& text) {
             return text.text() != term_of(Observable::clearance).title &&
                    names_one_of(text.text(), clearance_words) &&
                    !names_one_of(text.text(), of_another);
           });
  }

  // A number in mL/min or, of a surface of 1.73 m2, in mL/min too; any other unit a person reads.
  bool is_plainly_enough(const FhirElement& part) const {
    const FhirElement quantity = part["valueQuantity"];
    const FhirElement value = quantity["value"];
    if (!value || quantity["comparator"].text().starts_with('<')) return false;
    const std::string_view code = quantity["code"].text(), unit = quantity["unit"].text();
    const std::string spelled = lower_case(code.empty() ? unit : code);
    const auto number = plain_number(value.value().literal);
    if (!number || !std::string_view(spelled).starts_with("ml/min")) return false;
    return *number >= limits_.lowest;
  }

  void read_part(const FhirElement& observation, const FhirElement& part) {
    if (!is_clearance(part) || is_plainly_enough(part)) return;
    const bool has_value = any_of(
        part.value().members, [](const Member& member) { return member.key.starts_with("value"); });
    if (!has_value) return; // a heading, or not measured
    const FhirElement quantity = part["valueQuantity"];
    const FhirElement value = quantity["value"];
    std::string text = "a clearance or filtration rate";
    if (value)
      text += fmt::format(" of {}{} {}", quantity["comparator"].text(), value.value().literal,
                          quantity["unit"] ? quantity["unit"].text() : quantity["code"].text());
    const auto day = day_of(observation);
    text += fmt::format(", {}", day ? iso_date(*day) : "without a day");
    remarks_.add_unread(
        part, "serum-creatinine",
        fmt::format("{}: the dose is computed from the creatinine alone", printable(text)));
  }

  void read_report(const FhirElement& report) {
    const FhirElement conclusion = report["conclusion"];
    const auto read = [&](const FhirElement& text) {
      if (names_one_of(text.text(), kidney_words))
        remarks_.add_unread(text, "serum-creatinine",
                            fmt::format("the conclusion of a report: {}", in_quotes(text.text())));
    };
    if (conclusion) read(conclusion);
    for (const FhirElement& code : report["conclusionCode"].items())
      for (const FhirElement& text : texts_of_concept(code))
        read(text);
  }

  const PatientSources& sources_;
  const KidneyLimits& limits_;
  Remarks& remarks_;
};

} // namespace

void read_kidneys(const PatientSources& sources, const KidneyLimits& limits, Remarks& remarks) {
  KidneyReader(sources, limits, remarks).read();
}

} // namespace nkdose
