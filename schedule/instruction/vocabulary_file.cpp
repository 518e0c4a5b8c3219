#include "schedule/instruction/vocabulary_file.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/table.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::string_view unit_names[] = {"mg", "level", "ml", "mg/ml", "min",    "ml/h",
                                           "%",  "kg",    "m2", "cm",    "another"};
constexpr std::size_t most_words = 400; // under one meaning
constexpr Decimal largest_factor = 1'000_d;

constexpr Field file_fields[] = {
    {"order_words", Shape::table, Need::required, "what the file is"},
    {"unit", Shape::tables, Need::required, "the units after a number"},
    {"phrase", Shape::tables, Need::required, "what words mean"},
};
constexpr Field head_fields[] = {
    {"id", Shape::text, Need::required, "its name", "\"orders\""},
};
constexpr Field unit_fields[] = {
    {"is", Shape::choice, Need::required, "the unit of the blank", "\"mg\"", one_of(unit_names)},
    {"times", Shape::number, Need::optional, "how many of that unit it is", "1000"},
    {"words", Shape::list, Need::required, "its spellings", "[\"mg\"]",
     list_of(Shape::text, 1, most_words)},
};
constexpr Field phrase_fields[] = {
    {"says", Shape::text, Need::required, "what the phrases mean", "\"once a day\""},
    {"words", Shape::list, Need::required, "the phrases", "[\"daily\", \"{mg} per dose\"]",
     list_of(Shape::text, 1, most_words)},
};

// The order of `Blank`; "another" has none.
std::optional<Blank> blank_of_unit(std::size_t unit) {
  return unit + 1 == std::size(unit_names) ? std::nullopt : std::optional(static_cast<Blank>(unit));
}

void read_units(const Table& file, WrittenVocabulary& vocabulary) {
  for (const Table& table : file.tables("unit", unit_fields)) {
    const auto unit = table.choice("is");
    const auto times = table.quantity<Decimal>("times", read_number).value_or(1_d);
    if (times <= 0_d || times > largest_factor)
      table.report("times", Fault::outside_limits, "a factor is above 0, and at most 1,000",
                   "check the unit");
    for (const std::string& spelling : table.texts("words")) {
      WrittenUnit phrase{unit ? blank_of_unit(*unit) : std::nullopt, times, {}};
      const Tokens tokens(spelling);
      for (std::size_t i = 0; i < tokens.size(); ++i)
        phrase.words.emplace_back(tokens[i]);
      vocabulary.units.push_back(std::move(phrase));
    }
  }
}

void read_phrases(const Table& file, WrittenVocabulary& vocabulary) {
  for (const Table& table : file.tables("phrase", phrase_fields)) {
    const auto saying = table.choice("says", saying_words());
    for (const std::string& text : table.texts("words")) {
      auto parts = parts_of_phrase(text);
      if (!parts)
        table.report("words", Fault::unknown_name,
                     fmt::format("{} has no words, or a blank that is not known", in_quotes(text)),
                     fmt::format("blanks are {}", fmt::join(blank_words(), ", ")));
      else if (saying)
        vocabulary.phrases.push_back({static_cast<Saying>(*saying), "", std::move(*parts)});
    }
  }
}

void add_words(std::string_view text, std::vector<WrittenPart>& parts) {
  const Tokens tokens(text);
  for (std::size_t i = 0; i < tokens.size(); ++i)
    parts.push_back({std::string(tokens[i])});
}

} // namespace

std::optional<std::vector<WrittenPart>> parts_of_phrase(std::string_view text) {
  std::vector<WrittenPart> parts;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    add_words(text.substr(0, open), parts);
    if (open == text.npos) break;
    text = text.substr(open);
    const auto blanks = blank_words();
    const auto blank =
        find_in(blanks, true, [&](std::string_view one) { return text.starts_with(one); });
    if (blank == blanks.end()) return std::nullopt;
    parts.push_back({"", static_cast<Blank>(blank - blanks.begin())});
    text = text.substr(blank->size());
  }
  if (parts.empty()) return std::nullopt;
  return parts;
}

void WrittenVocabulary::add_name(std::string_view name, Saying saying, std::string_view value) {
  if (auto parts = parts_of_phrase(name))
    phrases.push_back({saying, std::string(value), std::move(*parts)});
}

Checked<WrittenVocabulary, Problems> read_vocabulary(const Document& document, std::string) {
  FileProblems problems{document.name, {}, &document};
  const Table file(document.root, file_fields, document.pointer, problems);
  WrittenVocabulary vocabulary;
  if (const auto head = file.table("order_words", head_fields))
    vocabulary.id = head->name("id").value_or(Name());
  read_units(file, vocabulary);
  read_phrases(file, vocabulary);
  if (!problems.problems.empty()) return std::move(problems.problems);
  return vocabulary;
}

} // namespace nkdose
