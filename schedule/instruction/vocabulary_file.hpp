// Reads the words of orders (schedule/order_words).
#pragma once

#include "dosing/text/checked.hpp"
#include "dosing/text/document.hpp"
#include "dosing/text/name.hpp"
#include "schedule/instruction/vocabulary.hpp"

namespace nkdose {

struct WrittenPart {
  std::string word; ///< empty: a blank
  Blank blank = Blank::count;
};
struct WrittenPhrase {
  Saying saying = Saying::nothing;
  std::string value; ///< of a drug, its id
  std::vector<WrittenPart> parts;
};
struct WrittenUnit {
  std::optional<Blank> blank;
  Decimal factor = 1_d;
  std::vector<std::string> words;
};

/// The words of a file, from which the build makes a `Vocabulary`.
struct WrittenVocabulary {
  Name id;
  std::vector<WrittenPhrase> phrases;
  std::vector<WrittenUnit> units;

  /// A name that stands for a drug or for the cells, in every text.
  void add_name(std::string_view name, Saying saying, std::string_view value);
};

/// A phrase as a text has it: "i.v. {mg}" is five parts. None where a blank is not known.
std::optional<std::vector<WrittenPart>> parts_of_phrase(std::string_view text);

/// The checksum is of no use here; every reader of a file is given it.
Checked<WrittenVocabulary, Problems> read_vocabulary(const Document& document, std::string sha256);

} // namespace nkdose
