#include "cli/fhir/patient/pregnancy.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/spelling.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::string_view question = "pregnancy_test_positive";
constexpr std::string_view final_statuses[] = {"final", "amended", "corrected"};
constexpr std::string_view taken_back_statuses[] = {"cancelled", "entered-in-error"};
// SNOMED CT, LOINC answers, and HL7's interpretations; and words, exactly.
constexpr std::string_view positive_words[] = {
    "10828004", "77386006",  "la6576-8", "la15173-0",  "pos",      "positive", "positiv", "positif",
    "positivo", "positiva",  "pregnant", "detected",   "reactive", "+",        "(+)",     "阳性",
    "陽性",     "schwanger", "enceinte", "embarazada", "妊娠",     "怀孕"};
constexpr std::string_view negative_words[] = {"260385009",
                                               "60001007",
                                               "la6577-6",
                                               "la26683-5",
                                               "neg",
                                               "n",
                                               "negative",
                                               "negativ",
                                               "negatif",
                                               "négatif",
                                               "negativo",
                                               "negativa",
                                               "-",
                                               "(-)",
                                               "not pregnant",
                                               "not detected",
                                               "nonreactive",
                                               "non-reactive",
                                               "nicht schwanger",
                                               "阴性",
                                               "陰性",
                                               "未怀孕"};

enum class Result { positive, negative, unclear };

// What all that it says comes to.
class ResultReader {
public:
  void take(const FhirElement& text) {
    if (text.text().empty()) return;
    const std::string plain = lower_case(plain_spelling(text.text()));
    const bool is_positive = holds(positive_words, plain),
               is_negative = holds(negative_words, plain);
    if (!is_positive && !is_negative) return;
    const Result one = is_positive ? Result::positive : Result::negative;
    if (found_ && *found_ != one) is_contradicted_ = true;
    found_ = one;
  }
  void take_concept(const FhirElement& concept_element) {
    take(concept_element["text"]);
    for (const FhirElement& coding : concept_element["coding"].items()) {
      take(coding["code"]);
      take(coding["display"]);
    }
  }
  Result result() const {
    return is_contradicted_ ? Result::unclear : found_.value_or(Result::unclear);
  }

private:
  std::optional<Result> found_;
  bool is_contradicted_ = false;
};

Result result_of(const FhirElement& part) {
  ResultReader reader;
  reader.take(part["valueString"]);
  reader.take_concept(part["valueCodeableConcept"]);
  for (const FhirElement& interpretation : part["interpretation"].items())
    reader.take_concept(interpretation);
  return part["dataAbsentReason"] ? Result::unclear : reader.result();
}

struct Test {
  FhirElement part;
  Result result;
  Day on;
};

class PregnancyReader {
public:
  PregnancyReader(const PatientSources& sources, FhirProblems& problems, Remarks& remarks)
      : sources_(sources), problems_(problems), remarks_(remarks) {}

  std::optional<SafetyAnswer> read() {
    for (const Statement& one : sources_.statements.of(Observable::pregnancy_test))
      sort(one);
    const Test* newest = nullptr;
    for (const Test& one : tests_)
      if (!newest || one.on > newest->on) newest = &one;
    for (const Test& one : tests_)
      if (newest && &one != newest && one.on == newest->on && one.result != newest->result)
        problems_.report(one.part, Fault::contradiction,
                         fmt::format("this pregnancy test and {} are of one day and differ",
                                     newest->part.path()),
                         "keep the one that counts");
      else if (&one != newest)
        remarks_.add_older();
    for (const auto& [part, on, text] : others_)
      if (newest && on && *on < newest->on)
        remarks_.add_older();
      else
        remarks_.add_unread(part, "pregnancy-test", text);
    return newest ? answer(*newest) : std::nullopt;
  }

private:
  std::optional<SafetyAnswer> answer(const Test& test) {
    const bool is_yes = test.result == Result::positive;
    if (!is_yes &&
        !(sources_.oldest_pregnancy_test && test.on >= *sources_.oldest_pregnancy_test)) {
      remarks_.add_note(test.part, "pregnancy-test",
                        fmt::format("a negative pregnancy test of {}: no answer to {}, {}",
                                    iso_date(test.on), question,
                                    sources_.oldest_pregnancy_test
                                        ? "for it is older than the site's window"
                                        : "for the site names no window for it"));
      return std::nullopt;
    }
    if (is_yes)
      remarks_.add_unread(test.part, "pregnancy-test",
                          fmt::format("a positive pregnancy test of {}: it answers {} with yes",
                                      iso_date(test.on), question));
    return SafetyAnswer{question, is_yes, test.part};
  }

  void sort(const Statement& one) {
    const std::string_view status = one.observation["status"].text();
    if (holds(taken_back_statuses, status)) return remarks_.add_taken_back();
    const FhirElement time = time_of(one.observation);
    const auto day = read_iso_date(time.text().substr(0, 10));
    const std::optional<Day> on = day ? std::optional(*day) : std::nullopt;
    const auto other = [&](std::string_view what) {
      others_.push_back(
          {one.part, on, fmt::format("{}, {}", what, on ? iso_date(*on) : "without a day")});
    };
    if (status == "preliminary" || status == "registered")
      return other(fmt::format("a {} pregnancy test", status));
    if (!holds(final_statuses, status)) return other("a pregnancy test of a status not known here");
    if (on && sources_.today.day && *on > *sources_.today.day)
      return other("a pregnancy test of a day after the calculation");
    const Result result = result_of(one.part);
    if (result == Result::unclear) return other("a pregnancy test without a plain result");
    if (!on)
      return other(result == Result::positive ? "a positive pregnancy test"
                                              : "a negative pregnancy test");
    const FhirElement subject = one.observation["subject"];
    if (problems_.report_modifier(one.observation)) return;
    if (!sources_.resources.refers(subject, sources_.patient))
      return problems_.report(subject ? subject : one.observation, Fault::contradiction,
                              "this pregnancy test is not said to be the patient's",
                              "correct its subject, or take it out");
    tests_.push_back({one.part, result, *on});
  }

  struct Other {
    FhirElement part;
    std::optional<Day> on;
    std::string text;
  };
  const PatientSources& sources_;
  FhirProblems& problems_;
  Remarks& remarks_;
  std::vector<Test> tests_;
  std::vector<Other> others_; ///< no plain answer
};

} // namespace

void add_answers_of_pregnancy_tests(const PatientSources& sources, FhirProblems& problems,
                                    Remarks& remarks, std::vector<SafetyAnswer>& answers) {
  if (sources.patient["gender"].text() == "male") {
    for (std::size_t i = 0; i < sources.statements.of(Observable::pregnancy_test).size(); ++i)
      remarks.add_another_thing(); // a tumour marker
    return;
  }
  if (auto answer = PregnancyReader(sources, problems, remarks).read()) answers.push_back(*answer);
}

} // namespace nkdose
