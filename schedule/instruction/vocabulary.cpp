#include "schedule/instruction/vocabulary.hpp"

#include "dosing/text/search.hpp"

namespace nkdose {
namespace {

constexpr std::string_view sayings[] = {"nothing",
                                        "drug",
                                        "the cells",
                                        "so many cells",
                                        "amount",
                                        "level",
                                        "course total",
                                        "a total",
                                        "volume",
                                        "into a vein",
                                        "another route",
                                        "once a day",
                                        "another rhythm",
                                        "every so many hours",
                                        "every so many days",
                                        "times a day",
                                        "total and what is left",
                                        "a single dose",
                                        "so many doses",
                                        "dose of doses",
                                        "study days",
                                        "dates",
                                        "first date",
                                        "last date",
                                        "not to be given"};
static_assert(std::size(sayings) == static_cast<std::size_t>(Saying::not_to_be_given) + 1);

constexpr std::string_view blanks[] = {"{mg}", "{level}", "{ml}",   "{mg/ml}", "{min}",  "{ml/h}",
                                       "{%}",  "{count}", "{days}", "{dates}", "{cells}"};
static_assert(std::size(blanks) == static_cast<std::size_t>(Blank::cells) + 1);

void add_words(std::string_view text, std::vector<PhrasePart>& parts) {
  const Tokens tokens(text);
  for (std::size_t i = 0; i < tokens.size(); ++i)
    parts.push_back({std::string(tokens[i])});
}

} // namespace

std::span<const std::string_view> saying_words() {
  return sayings;
}

std::span<const std::string_view> blank_words() {
  return blanks;
}

std::optional<std::vector<PhrasePart>> parts_of_phrase(std::string_view text) {
  std::vector<PhrasePart> parts;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    add_words(text.substr(0, open), parts);
    if (open == text.npos) break;
    text = text.substr(open);
    const auto blank = std::find_if(std::begin(blanks), std::end(blanks),
                                    [&](std::string_view one) { return text.starts_with(one); });
    if (blank == std::end(blanks)) return std::nullopt;
    parts.push_back({"", static_cast<Blank>(blank - std::begin(blanks))});
    text = text.substr(blank->size());
  }
  if (parts.empty()) return std::nullopt;
  return parts;
}

void Vocabulary::add(Phrase phrase) {
  phrases[phrase.parts.front().word].push_back(std::move(phrase));
}

void Vocabulary::add_name(std::string_view name, Saying saying, std::string_view value) {
  if (auto parts = parts_of_phrase(name)) add({saying, std::string(value), std::move(*parts)});
}

std::span<const Phrase> Vocabulary::beginning_with(std::string_view word) const {
  const auto found = phrases.find(word);
  if (found == phrases.end()) return {};
  return found->second;
}

} // namespace nkdose
