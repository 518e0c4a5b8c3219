// What people read beside a code: of what it speaks, in the words of laboratories and wards.
//
// Understood by the words that are known to be harmless, not by those that are known to do harm: a
// word that is in no list makes the text one that a person has to read.
#pragma once

#include "cli/fhir/terms.hpp"

#include <string>

namespace nkdose {

struct WordsRead {
  unsigned of = 0;               ///< a bit for each Observable that is named
  bool names_another = false;    ///< another specimen or kind: urine, ideal
  bool names_derived = false;    ///< what is made with it, in other units: ratio, clearance
  bool is_understood_all = true; ///< no word is unknown

  bool names(Observable what) const { return (of >> static_cast<unsigned>(what) & 1) != 0; }
  bool names_but(Observable what) const { return (of & ~(1U << static_cast<unsigned>(what))) != 0; }
};

/// Adds what a text says to what others beside it have said.
void read_words(std::string_view text, WordsRead& read);

/// In small letters, without accents; one blank for all that is no letter, or no letter and no
/// digit.
enum class Digits { blank, kept };
std::string folded(std::string_view text, Digits digits = Digits::blank);

/// Whether a unit, as a code or for people, can be of what is measured.
bool can_be_unit_of(Observable what, std::string_view unit);

} // namespace nkdose
