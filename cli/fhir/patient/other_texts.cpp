#include "cli/fhir/patient/other_texts.hpp"

#include "cli/fhir/read/proposal.hpp"
#include "cli/fhir/read/statements.hpp"
#include "cli/fhir/terms.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/instruction/instruction.hpp"
#include "schedule/protocol/order_words.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::string_view not_standing[] = {"entered-in-error", "revoked", "cancelled"};

bool says_any(std::string_view text, std::span<const Saying> sayings) {
  return any_of(read_instruction(text, order_words()).clauses,
                [&](const Clause& clause) { return holds(sayings, clause.saying); });
}
bool says_otherwise(std::string_view text) {
  constexpr Saying otherwise[] = {Saying::not_to_be_given, Saying::another_route,
                                  Saying::another_rhythm};
  return says_any(text, otherwise);
}
bool is_of_treatment(std::string_view text) {
  constexpr Saying named[] = {Saying::drug, Saying::the_cells, Saying::not_to_be_given};
  return says_any(text, named);
}

class OtherTextReader {
public:
  explicit OtherTextReader(const FhirResources& resources) : resources_(resources) {}

  std::vector<OtherText> read() && {
    for (const FhirElement& resource : resources_.all()) {
      labels(resource);
      if (holds(not_standing, resource["status"].text())) continue;
      const std::string_view type = resource.type();
      if (type == "RequestGroup") group(resource);
      if (type == "DetectedIssue") issue(resource);
      constexpr std::string_view requests[] = {"ServiceRequest", "CommunicationRequest", "Task",
                                               "CarePlan"};
      if (holds(requests, type)) request(resource);
    }
    return std::move(texts_);
  }

private:
  void add(const FhirElement& text) {
    if (!text.text().empty())
      texts_.push_back({text, fmt::format("people read {}", in_quotes(text.text()))});
  }

  // A server's word that it has left something out.
  void labels(const FhirElement& resource) {
    constexpr std::string_view partial[] = {"SUBSETTED", "REDACTED", "MASKED", "PSEUDED",
                                            "ANONYED",   "ABSTRED",  "AGGRED", "CRYTOHASH"};
    if (!resource.value().find("meta")) return;
    for (const std::string_view list : {"tag", "security"})
      for (const FhirElement& label : resource["meta"][list].items())
        if (holds(partial, label["code"].text()))
          texts_.push_back({label, fmt::format("this {} is {}: something of it is not here",
                                               resource.type(), label["code"].text())});
  }

  // Ours says that it is not an order, which dose on which day.
  void group(const FhirElement& resource) {
    constexpr std::string_view our_end = "; not an order before a person has checked and signed it";
    for (const FhirElement& note : resource["note"].items())
      if (!is_our_plan(resource) || !note["text"].text().ends_with(our_end)) add(note["text"]);
    actions(resource);
  }
  void actions(const FhirElement& within) {
    for (const FhirElement& action : within["action"].items()) {
      for (const std::string_view key : {"title", "description", "textEquivalent"})
        if (says_otherwise(action[key].text())) add(action[key]);
      actions(action);
    }
  }

  void issue(const FhirElement& resource) {
    const bool is_ours = any_of(resource["code"]["coding"].items(), [](const FhirElement& coding) {
      return coding["system"].text() == finding_system;
    });
    if (!is_ours) add(resource["detail"]);
  }

  void request(const FhirElement& resource) {
    std::vector<FhirElement> texts = texts_of_concept(resource["code"]);
    for (const std::string_view key : {"description", "patientInstruction", "title"})
      texts.push_back(resource[key]);
    for (const FhirElement& note : resource["note"].items())
      texts.push_back(note["text"]);
    for (const FhirElement& payload : resource["payload"].items())
      texts.push_back(payload["contentString"]);
    for (const FhirElement& activity : resource["activity"].items()) {
      texts.push_back(activity["detail"]["description"]);
      for (const FhirElement& text : texts_of_concept(activity["detail"]["code"]))
        texts.push_back(text);
    }
    for (const FhirElement& text : texts)
      if (is_of_treatment(text.text())) add(text);
  }

  const FhirResources& resources_;
  std::vector<OtherText> texts_;
};

} // namespace

std::vector<OtherText> other_texts(const FhirResources& resources) {
  return OtherTextReader(resources).read();
}

} // namespace nkdose
