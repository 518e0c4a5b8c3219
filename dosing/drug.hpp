// A drug as its file describes it: how it is named, its renal bands, its standing notes.
#pragma once

#include "dosing/dose.hpp"
#include "dosing/record.hpp"

namespace nkdose {

/// Something to remember with every order of a drug (finding D009).
struct StandingNote {
  Name id;
  std::string text;
  std::string source;
};

/// A line that a person fills in, because the program cannot know the answer.
struct Prompt {
  std::string text;
  std::string source;
};

struct Drug {
  Name id;
  std::string name; ///< in full, with tall-man letters
  std::string sha256;
  std::string source;
  RenalBands bands;
  std::string bands_source;
  std::vector<StandingNote> notes;
  std::vector<Prompt> prompts;
};

/// Reads a drug file. Proves that its renal bands have no gap and no overlap.
Checked<Drug, Problems> read_drug(const Document& document, std::string sha256);

} // namespace nkdose
