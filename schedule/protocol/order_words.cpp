#include "schedule/protocol/order_words.hpp"

#include "schedule/instruction/vocabulary_file.hpp"
#include "schedule/protocol/built_in_file.hpp"
#include "schedule/protocol/drug_names.hpp"

namespace nkdose {
namespace {

void add_names(const Drug& drug, Vocabulary& vocabulary) {
  const std::string_view id = drug.id.text();
  const auto add = [&](std::string_view name) { vocabulary.add_name(name, Saying::drug, id); };
  add(id);
  for (const std::string_view name : full_names_of(id))
    add(name);
  for (const std::string& name : drug.other_names)
    add(name);
}

Vocabulary made_of_built_in_files() {
  Vocabulary vocabulary = *read_file(*built_in("order_words", "orders"), read_vocabulary);
  for (const std::string_view id : built_in_ids("drugs"))
    add_names(built_in_drug(*built_in("drugs", id)), vocabulary);
  return vocabulary;
}

} // namespace

const Vocabulary& order_words() {
  static const Vocabulary vocabulary = made_of_built_in_files();
  return vocabulary;
}

} // namespace nkdose
