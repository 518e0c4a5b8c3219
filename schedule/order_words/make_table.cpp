// Writes the table of the words of orders, a C++ source: the build runs this, so that no start of
// the program reads a file with a thousand phrases.
#include "dosing/drug/drug_file.hpp"
#include "schedule/instruction/vocabulary_file.hpp"
#include "schedule/protocol/built_in.hpp"
#include "schedule/protocol/drug_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace {
using namespace nkdose;

// A file with a mistake ends the build, which says where it is.
template <class Read>
auto read_or_end(const DataFile& file, Read read) {
  const auto end = [](const Problems& problems) {
    for (const Problem& one : problems)
      std::fputs(fmt::format("{}: {}\n", to_text(one.place), one.detail).c_str(), stderr);
    std::exit(1);
  };
  const auto document = read_toml(file.text, std::string(file.name));
  if (!document) end(document.reason());
  auto value = read(*document, "");
  if (!value) end(value.reason());
  return *std::move(value);
}

void add_names(const Drug& drug, WrittenVocabulary& vocabulary) {
  const std::string_view id = drug.id.text();
  const auto add = [&](std::string_view name) { vocabulary.add_name(name, Saying::drug, id); };
  add(id);
  for (const std::string_view name : full_names_of(id))
    add(name);
  for (const std::string& name : drug.other_names)
    add(name);
}

WrittenVocabulary words_of_files() {
  auto vocabulary = read_or_end(*built_in("order_words", "orders"), read_vocabulary);
  for (const std::string_view id : built_in_ids("drugs"))
    add_names(read_or_end(*built_in("drugs", id), read_drug), vocabulary);
  std::ranges::stable_sort(vocabulary.phrases, {},
                           [](const WrittenPhrase& one) { return one.parts.front().word; });
  std::ranges::stable_sort(vocabulary.units, {},
                           [](const WrittenUnit& one) { return one.words.front(); });
  return vocabulary;
}

// Words have no quotes and no backslashes that are not escaped here.
std::string quoted(std::string_view word) {
  std::string text = "\"";
  for (const char c : word) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text += '"';
}

class Table {
public:
  explicit Table(const WrittenVocabulary& vocabulary) {
    for (const WrittenPhrase& phrase : vocabulary.phrases)
      add(phrase);
    for (const WrittenUnit& unit : vocabulary.units)
      add(unit);
  }

  std::string source() const {
    return fmt::format(
        "// Made by schedule/order_words/make_table.cpp from the words of orders and "
        "the drugs.\n"
        "#include \"schedule/protocol/order_words.hpp\"\n\n"
        "namespace nkdose {{\nnamespace {{\n"
        "constexpr PhrasePart parts[] = {{\n{}}};\n"
        "constexpr Phrase phrases[] = {{\n{}}};\n"
        "constexpr std::string_view unit_words[] = {{\n{}}};\n"
        "constexpr UnitPhrase units[] = {{\n{}}};\n"
        "constexpr Vocabulary vocabulary{{phrases, units}};\n}}\n"
        "const Vocabulary& order_words() {{ return vocabulary; }}\n}}\n",
        parts_, phrases_, unit_words_, units_);
  }

private:
  void add(const WrittenPhrase& phrase) {
    for (const WrittenPart& part : phrase.parts)
      parts_ += fmt::format("    {{{}, static_cast<Blank>({})}},\n", quoted(part.word),
                            static_cast<int>(part.blank));
    phrases_ += fmt::format("    {{static_cast<Saying>({}), {}, {{parts + {}, {}}}}},\n",
                            static_cast<int>(phrase.saying), quoted(phrase.value), part_count_,
                            phrase.parts.size());
    part_count_ += phrase.parts.size();
  }
  void add(const WrittenUnit& unit) {
    for (const std::string& word : unit.words)
      unit_words_ += fmt::format("    {},\n", quoted(word));
    const std::string blank =
        unit.blank ? fmt::format("static_cast<Blank>({})", static_cast<int>(*unit.blank))
                   : "std::nullopt";
    units_ += fmt::format("    {{{}, Decimal::from_billionths({}), {{unit_words + {}, {}}}}},\n",
                          blank, unit.factor.billionths(), unit_word_count_, unit.words.size());
    unit_word_count_ += unit.words.size();
  }

  std::string parts_, phrases_, unit_words_, units_;
  std::size_t part_count_ = 0, unit_word_count_ = 0;
};

} // namespace

int main() {
  std::fputs(Table(words_of_files()).source().c_str(), stdout);
}
