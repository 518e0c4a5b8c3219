#include "cli/fhir/patient/subject.hpp"

#include "cli/fhir/read/observed_words.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// "Jane Example (F01-022)" in its words: folded, without signs.
std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  const std::string plain = folded(text, Digits::kept);
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t end = std::min(plain.find(' ', at), plain.size());
    if (end > at) words.push_back(plain.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

void add_words(const FhirElement& text, std::vector<std::string>& words) {
  for (std::string& word : words_in(text.text()))
    words.push_back(std::move(word));
}

struct Known {
  std::vector<std::string> names, numbers; ///< words of each
};

Known known_of(const FhirElement& patient) {
  Known known;
  for (const FhirElement& name : patient["name"].items()) {
    for (const std::string_view key : {"text", "family"})
      add_words(name[key], known.names);
    for (const std::string_view key : {"given", "prefix", "suffix"})
      for (const FhirElement& one : name[key].items())
        add_words(one, known.names);
  }
  for (const FhirElement& identifier : patient["identifier"].items())
    add_words(identifier["value"], known.numbers);
  add_words(patient["id"], known.numbers);
  add_words(patient["birthDate"], known.numbers);
  return known;
}

bool has_digit(std::string_view word) {
  return any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

// A word with a digit that no number of the patient has, or words of which none is of a name.
bool names_another(std::string_view display, const Known& known) {
  bool has_name = false, has_known = known.names.empty();
  for (const std::string& word : words_in(display)) {
    if (holds(known.numbers, word)) {
      has_known = true;
      continue;
    }
    if (has_digit(word)) return true;
    has_name = true;
    has_known = has_known || holds(known.names, word);
  }
  return has_name && !has_known;
}

bool is_of_patient(const FhirElement& identifier, const FhirElement& patient) {
  const std::vector<FhirElement> all = patient["identifier"].items();
  return all.empty() || any_of(all, [&](const FhirElement& one) {
           return one["value"].text() == identifier["value"].text();
         });
}

} // namespace

std::vector<OtherText> other_subjects(const std::vector<RequestedDose>& doses,
                                      const FhirElement& patient) {
  std::vector<OtherText> others;
  if (!patient) return others;
  const Known known = known_of(patient);
  const auto add = [&](const FhirElement& at) {
    others.push_back({at, fmt::format("this request names {}, and the patient is another by name "
                                      "or number",
                                      in_quotes(at.text()))});
  };
  const Value* before = nullptr;
  for (const RequestedDose& dose : doses) {
    if (&dose.request.value() == before) continue;
    before = &dose.request.value();
    const FhirElement subject = dose.request["subject"];
    if (names_another(subject["display"].text(), known)) add(subject["display"]);
    const FhirElement identifier = subject["identifier"];
    if (!identifier["value"].text().empty() && !is_of_patient(identifier, patient))
      add(identifier["value"]);
  }
  return others;
}

} // namespace nkdose
