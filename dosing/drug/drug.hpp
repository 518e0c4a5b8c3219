// A drug as its file describes it: how it is named, its renal bands, its standing notes.
#pragma once

#include "dosing/drug/dose.hpp"
#include "dosing/drug/preparation.hpp"
#include "dosing/text/checked.hpp"

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

/// A size in which a presentation is sold.
struct VialSize {
  DrugMass content{};
  std::optional<Volume> diluent; ///< that a powder is dissolved in: content / strength
  std::string source;
  bool verified = false; ///< otherwise only a site that lists it has it
};

/// A form in which a drug is supplied. The strengths of one drug's presentations differ up to
/// 25-fold, so no volume is printed before somebody names the presentation.
struct Presentation {
  Name id;
  std::string text;             ///< such as "powder, 20 mg/mL after reconstitution"
  DrugConcentration strength{}; ///< whole mg/mL, as it is drawn up
  std::string dissolved_in;     ///< of a powder; empty for a solution
  bool single_dose = true;      ///< what is left in an opened vial is always discarded
  std::vector<VialSize> vials;  ///< the largest first
  std::string source;
};

/// A limit of the drug's preparation, with how well it is sourced.
struct PreparationLimits {
  std::optional<Limit<DrugConcentration>> lowest, highest;
  std::optional<Limit<Duration>> storage; ///< of the prepared bag
  std::string lowest_source, highest_source, storage_source;
};

/// The drug's code in a terminology that hospitals exchange.
struct DrugCode {
  enum class System { rxnorm, atc };
  System system;
  std::string code; ///< letters and digits
};

struct Drug {
  Name id;
  std::string name; ///< in full, with tall-man letters
  /// Brands, and other languages: an order that has one of them is never taken for another drug's,
  /// nor for this one's without a code.
  std::vector<std::string> other_names;
  std::vector<DrugCode> codes;
  std::string sha256;
  std::string source;
  RenalBands bands;
  std::string bands_source;
  std::vector<StandingNote> notes;
  std::vector<Prompt> prompts;
  std::vector<Presentation> presentations;
  PreparationLimits limits;

  const Presentation* presentation(Name wanted) const;
};

/// What to say where a drug has no such presentation.
TextFault unknown_presentation(const Drug& drug, Name wanted);

} // namespace nkdose
