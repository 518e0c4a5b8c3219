#include "cli/fhir/read/texts.hpp"

#include "cli/data/document_json.hpp"
#include "cli/fhir/read/medication.hpp"
#include "cli/fhir/read/proposal.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/utf8.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/instruction/instruction.hpp"
#include "schedule/protocol/order_words.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::size_t longest_text = 3'000; // characters, of what is then shown to be read

// Elements of a request that say nothing of a dose, or that are read elsewhere. Any other one is
// shown to a person.
constexpr std::string_view known_of_request[] = {"resourceType",
                                                 "id",
                                                 "meta",
                                                 "implicitRules",
                                                 "language",
                                                 "contained",
                                                 "extension",
                                                 "modifierExtension",
                                                 "identifier",
                                                 "status",
                                                 "intent",
                                                 "category",
                                                 "priority",
                                                 "doNotPerform",
                                                 "reportedBoolean",
                                                 "reportedReference",
                                                 "medicationCodeableConcept",
                                                 "medicationReference",
                                                 "subject",
                                                 "encounter",
                                                 "authoredOn",
                                                 "requester",
                                                 "performer",
                                                 "performerType",
                                                 "recorder",
                                                 "reasonReference",
                                                 "instantiatesCanonical",
                                                 "instantiatesUri",
                                                 "basedOn",
                                                 "groupIdentifier",
                                                 "insurance",
                                                 "dosageInstruction",
                                                 "substitution",
                                                 "eventHistory",
                                                 "supportingInformation",
                                                 "text",
                                                 "note",
                                                 "statusReason",
                                                 "reasonCode",
                                                 "_status",
                                                 "_authoredOn"};
// Of what is dispensed, what says neither how much nor how often.
constexpr std::string_view known_of_dispense[] = {"validityPeriod", "performer", "id"};

// A line of a text is a sentence of it.
std::string in_one_line(std::string_view text) {
  std::string line;
  for (const char c : text)
    line += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  line = printable(line);
  if (character_count(line) <= longest_text) return line;
  return fmt::format("{} ... and more", line.substr(0, bytes_of_characters(line, longest_text)));
}

// Words that are not known, beyond numbers, units and abbreviations; a word that takes back what
// follows is short.
bool names_more_than_the_drug(std::string_view name) {
  constexpr std::size_t shortest_word = 4;
  constexpr std::string_view taking_back[] = {"not", "no", "non", "nil", "dc", "off", "pas", "nie"};
  for (const std::string& unknown : read_instruction(name, order_words()).not_understood) {
    const Tokens tokens(unknown);
    for (std::size_t i = 0; i < tokens.size(); ++i)
      if (!tokens.is_number(i) &&
          (tokens[i].size() >= shortest_word || holds(taking_back, tokens[i]) ||
           static_cast<unsigned char>(tokens[i][0]) >= 0x80))
        return true;
  }
  return false;
}

// A product's name has a number that is none of cells: "KN5501".
std::string without(std::string_view name, std::string_view product) {
  std::string rest(name);
  const auto at = product.empty() ? std::string::npos : rest.find(product);
  if (at != std::string::npos) rest.erase(at, product.size());
  return rest;
}

// A name says which drug in which vials. What else it says, a hold, a route, another drug, an
// amount that no vial holds, is said of the dose.
bool says_how_it_is_given(std::string_view name, std::string_view drug) {
  constexpr Saying of_names[] = {Saying::nothing, Saying::the_cells, Saying::intravenous,
                                 Saying::volume};
  return any_of(read_instruction(name, order_words()).clauses, [&](const Clause& clause) {
    if (clause.saying == Saying::drug) return clause.value != drug;
    if (clause.saying == Saying::amount) return !is_content_of_vial(drug, clause.numbers[0]);
    return !holds(of_names, clause.saying);
  });
}

class TextCollector {
public:
  std::vector<RequestedText> collect(const std::vector<RequestedDose>& doses) && {
    for (const RequestedDose& dose : doses) {
      of_dosage(dose);
      if (!is_same_request(doses, dose)) of_request(doses, dose);
    }
    return std::move(texts_);
  }

private:
  void add(const FhirElement& from, std::string_view text, const RequestedDose& dose,
           std::vector<Day> dates) {
    if (!is_blank(text)) texts_.push_back({from, in_one_line(text), dose.drug, std::move(dates)});
  }
  // A proposal of ours says in them how it is prepared.
  void add_instruction(const FhirElement& words, const RequestedDose& dose,
                       const std::vector<Day>& dates) {
    const std::size_t before = texts_.size();
    add_concept(words, dose, dates);
    for (std::size_t i = before; i < texts_.size(); ++i)
      texts_[i].is_preparation = is_proposal(dose.request);
  }
  void add_concept(const FhirElement& words, const RequestedDose& dose,
                   const std::vector<Day>& dates) {
    add(words["text"], words["text"].text(), dose, dates);
    for (const FhirElement& coding : words["coding"].items())
      add(coding["display"], coding["display"].text(), dose, dates);
  }

  static std::vector<Day> days_of(const RequestedDose& dose) {
    std::vector<Day> days;
    for (const RequestedDose::Date& date : dose.dates)
      days.push_back(date.day);
    return days;
  }

  void of_dosage(const RequestedDose& dose) {
    const std::vector<Day> days = days_of(dose);
    for (const std::string_view key : {"text", "patientInstruction"})
      add(dose.dosage[key], dose.dosage[key].text(), dose, days);
    for (const FhirElement& instruction : dose.dosage["additionalInstruction"].items())
      add_instruction(instruction, dose, days);
  }

  // The name of a medication says its strength, which is no dose; another substance in it is one.
  void add_name(const FhirElement& text, const RequestedDose& dose, const std::vector<Day>& days) {
    if (says_how_it_is_given(without(text.text(), dose.product), dose.drug))
      return add(text, text.text(), dose, days);
    if (!dose.drug.empty() && names_more_than_the_drug(text.text()))
      texts_.push_back(
          {text, in_one_line(fmt::format("medication: {}", text.text())), dose.drug, days, true});
  }
  void add_names(const FhirElement& medication, const RequestedDose& dose,
                 const std::vector<Day>& days) {
    add_name(medication["text"], dose, days);
    for (const FhirElement& coding : medication["coding"].items())
      add_name(coding["display"], dose, days);
  }

  // Whether an earlier dosage is of the same request, whose texts are collected then.
  static bool is_same_request(const std::vector<RequestedDose>& doses, const RequestedDose& dose) {
    return &*find_in(doses, &dose.request.value(),
                     [](const RequestedDose& one) { return &one.request.value(); }) != &dose;
  }

  void of_request(const std::vector<RequestedDose>& doses, const RequestedDose& dose) {
    std::vector<Day> days;
    for (const RequestedDose& other : doses)
      if (&other.request.value() == &dose.request.value())
        for (const Day day : days_of(other))
          if (!holds(days, day)) days.push_back(day);
    const FhirElement& request = dose.request;
    add_names(request["medicationCodeableConcept"], dose, days);
    add_name(request["medicationReference"]["display"], dose, days);
    for (const FhirElement& note : request["note"].items())
      add(note["text"], note["text"].text(), dose, days);
    add_concept(request["statusReason"], dose, days);
    for (const FhirElement& basis : request["basedOn"].items())
      add(basis["display"], basis["display"].text(), dose, days);
    for (const FhirElement& reason : request["reasonCode"].items())
      add_concept(reason, dose, days);
    if (request["text"]["status"].text() == "additional")
      add(request["text"], request["text"]["div"].text(), dose, days);
    for (const Member& member : request.value().members)
      if (!holds(known_of_request, member.key) &&
          (member.key != "dispenseRequest" || bears_on_dose(request[member.key])) &&
          (member.key != "courseOfTherapyType" || !is_short_course(request[member.key])))
        texts_.push_back(
            {request[member.key],
             in_one_line(fmt::format("{}: {}", member.key, compact_json(member.value))), dose.drug,
             days, true});
  }
  // R4's code of a therapy that ends.
  static bool is_short_course(const FhirElement& course) {
    const std::vector<FhirElement> codings = course["coding"].items();
    return !course["text"] && !codings.empty() && all_of(codings, [](const FhirElement& coding) {
      return coding["code"].text() == "acute";
    });
  }
  static bool bears_on_dose(const FhirElement& dispense) {
    return !all_of(dispense.value().members,
                   [](const Member& member) { return holds(known_of_dispense, member.key); });
  }

  std::vector<RequestedText> texts_;
};

} // namespace

std::vector<RequestedText> requested_texts(const std::vector<RequestedDose>& doses) {
  return TextCollector().collect(doses);
}

} // namespace nkdose
