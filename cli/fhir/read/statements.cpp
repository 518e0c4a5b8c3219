#include "cli/fhir/read/statements.hpp"

#include "cli/fhir/read/observed_words.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

namespace nkdose {
namespace {

using How = Statement::How;

constexpr Observable asked[] = {Observable::height,         Observable::weight,
                                Observable::creatinine,     Observable::age,
                                Observable::pregnancy_test, Observable::sex};

// SNOMED CT: specimens of serum, plasma, blood, venous blood, serum or plasma.
constexpr std::string_view codes_of_blood[] = {"119364003", "119361006", "119297000", "122555007",
                                               "122592007"};

bool has_letters(std::string_view code) {
  return any_of(code, [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
}

// What people call it, in the order of the resource, without a path for each.
template <class Take>
void each_text(const Value& part, Take take) {
  const Value* code = part.find("code");
  if (!code) return;
  if (const Value* text = code->find("text")) take(text->literal);
  const Value* codings = code->find("coding");
  const auto take_coding = [&](const Value& coding) {
    if (const Value* display = coding.find("display")) take(display->literal);
    const Value* own = coding.find("code");
    const Value* system = coding.find("system");
    if (own && (!system || system->literal != loinc_system) && has_letters(own->literal))
      take(own->literal);
  };
  if (!codings) return;
  if (codings->type != Value::Type::list) return take_coding(*codings);
  for (const Value& coding : codings->items)
    take_coding(coding);
}

template <class Test>
bool any_coding(const Value& part, Test test) {
  const Value* code = part.find("code");
  const Value* codings = code ? code->find("coding") : nullptr;
  if (!codings) return false;
  const auto says = [&](const Value& coding) {
    const Value* own = coding.find("code");
    const Value* system = coding.find("system");
    return own && !own->literal.empty() &&
           test(system ? system->literal : std::string_view(), own->literal);
  };
  return codings->type == Value::Type::list ? any_of(codings->items, says) : says(*codings);
}

bool has_code(const ObservableTerm& term, std::string_view code) {
  return find_in(term.codes, code, &ObservableTerm::Loinc::code) != term.codes.end();
}

// Our own results, which are computed again.
bool is_result(const Value& part) {
  for (const Observable what : {Observable::surface, Observable::clearance}) {
    const ObservableTerm& term = term_of(what);
    const Value* code = part.find("code");
    const Value* text = code ? code->find("text") : nullptr;
    if (text && text->literal == term.title) return true;
    if (any_coding(part,
                   [&](std::string_view, std::string_view one) { return has_code(term, one); }))
      return true;
  }
  return false;
}

bool is_group(const FhirElement& part) {
  const auto is_value = [](const Member& member) { return member.key.starts_with("value"); };
  return part["hasMember"] && !any_of(part.value().members, is_value);
}

// A unit that nothing of the kind has, or an answer of a survey: what the words speak of is then
// another thing.
bool has_another_unit(const FhirElement& part, Observable what) {
  const Value* quantity = part.value().find("valueQuantity");
  if (what != Observable::pregnancy_test &&
      (part.value().find("valueBoolean") || part.value().find("valueCodeableConcept")))
    return true;
  if (!quantity) return false;
  const Value* code = quantity->find("code");
  const Value* unit = code ? code : quantity->find("unit");
  return unit && !unit->literal.empty() && !can_be_unit_of(what, unit->literal);
}

// A number with a unit, which has been looked at, or a text with one of a creatinine.
bool has_own_unit(const FhirElement& part) {
  const std::string text = lower_case(part["valueString"].text());
  return part["valueQuantity"] || text.find("mol/l") != text.npos ||
         text.find("mg/dl") != text.npos;
}

void add_texts(const FhirElement& element, std::vector<FhirElement>& texts) {
  if (!element.text().empty()) texts.push_back(element);
}

} // namespace

FhirElement contained_in(const FhirElement& resource, std::string_view reference) {
  for (const FhirElement& one : resource["contained"].items())
    if (reference.size() > 1 && one["id"].text() == reference.substr(1)) return one;
  return {};
}

std::vector<FhirElement> texts_of_concept(const FhirElement& concept_element) {
  std::vector<FhirElement> texts;
  add_texts(concept_element["text"], texts);
  for (const FhirElement& coding : concept_element["coding"].items())
    add_texts(coding["display"], texts);
  return texts;
}

std::vector<FhirElement> texts_of_code(const FhirElement& part) {
  std::vector<FhirElement> texts = texts_of_concept(part["code"]);
  for (const FhirElement& coding : part["code"]["coding"].items())
    if (coding["system"].text() != loinc_system && has_letters(coding["code"].text()))
      texts.push_back(coding["code"]);
  return texts;
}

std::vector<FhirElement> texts_of_specimen(const FhirResources& resources,
                                           const FhirElement& observation) {
  std::vector<FhirElement> texts;
  const FhirElement specimen = observation["specimen"];
  if (!specimen) return texts;
  add_texts(specimen["display"], texts);
  const std::string_view reference = specimen["reference"].text();
  const FhirElement resource = reference.starts_with('#') ? contained_in(observation, reference)
                                                          : resources.resolve(specimen);
  const FhirElement type = resource["type"];
  for (const FhirElement& text : texts_of_concept(type))
    texts.push_back(text);
  if (texts.empty())
    for (const FhirElement& coding : type["coding"].items())
      if (!holds(codes_of_blood, coding["code"].text())) add_texts(coding["code"], texts);
  return texts;
}

Statements::Statements(const FhirResources& resources, Remarks& remarks) : resources_(resources) {
  for (const FhirElement& resource : resources.all())
    add_resource(resource, remarks);
}

void Statements::add_resource(const FhirElement& resource, Remarks& remarks) {
  if (resource.type() == "Observation") add_observation(resource, remarks);
  if (resource.value().find("contained"))
    for (const FhirElement& inner : resource["contained"].items())
      add_resource(inner, remarks);
}

void Statements::add_observation(const FhirElement& observation, Remarks& remarks) {
  bool says_something = add_part(observation, observation);
  if (observation.value().find("component"))
    for (const FhirElement& component : observation["component"].items())
      says_something = add_part(observation, component) || says_something;
  if (!says_something && !is_result(observation.value())) remarks.add_another_thing();
}

// Whether it speaks of anything that is asked.
bool Statements::add_part(const FhirElement& observation, const FhirElement& part) {
  const auto add = [&](Observable what, How how) {
    of_[static_cast<std::size_t>(what)].push_back({observation, part, how});
  };
  bool is_named = false, is_coded = false, has_loinc = false, is_standard = false;
  for (const Observable what : asked) {
    const ObservableTerm& term = term_of(what);
    bool is_ours = false, is_alike = false, is_another = false;
    any_coding(part.value(), [&](std::string_view system, std::string_view code) {
      const bool is_loinc = system == loinc_system;
      has_loinc = has_loinc || is_loinc;
      is_standard = is_standard || is_loinc || system == snomed_system;
      is_ours = is_ours || (is_loinc && has_code(term, code));
      is_alike = is_alike || has_code(term, code) || holds(term.alike, code);
      is_another = is_another || (is_loinc && holds(term.another, code));
      return false;
    });
    if (is_ours || is_alike) add(what, is_ours ? How::by_code : How::alike);
    is_named = is_named || is_ours || is_alike;
    is_coded = is_coded || is_another;
  }
  if (is_named || is_coded) return is_named;
  WordsRead words;
  bool has_words = false;
  each_text(part.value(), [&](std::string_view text) {
    read_words(text, words);
    has_words = has_words || !text.empty();
  });
  if (!has_words && !is_standard) return add_nameless(observation, part);
  words.of &= ~(1U << static_cast<unsigned>(Observable::age)); // counted from a birth date
  if (words.of == 0 || words.names_another || is_group(part)) return false;
  for (const FhirElement& text : texts_of_specimen(resources_, observation))
    read_words(text.text(), words);
  if (words.names_another) return false;
  bool says_something = false;
  for (const Observable what : asked) {
    if (!words.names(what)) continue;
    const bool is_clear =
        words.is_understood_all && !words.names_derived && !words.names_but(what) && !has_loinc;
    if (!is_clear && has_another_unit(part, what)) continue;
    if (words.names_derived && !has_own_unit(part)) continue;
    add(what, is_clear ? How::alike : How::unclearly);
    says_something = true;
  }
  return says_something;
}

// A number that nobody says what it is of, in a unit of what is asked.
bool Statements::add_nameless(const FhirElement& observation, const FhirElement& part) {
  bool says_something = false;
  for (const Observable what : {Observable::height, Observable::weight, Observable::creatinine})
    if (part["valueQuantity"] && !has_another_unit(part, what)) {
      of_[static_cast<std::size_t>(what)].push_back({observation, part, How::unclearly});
      says_something = true;
    }
  return says_something;
}

} // namespace nkdose
