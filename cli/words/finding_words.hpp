// The words of a finding: its table's texts with its figures put in.
#pragma once

#include "dosing/review/finding.hpp"
#include "schedule/plan/case.hpp"
#include "schedule/plan/release.hpp"

namespace nkdose {

struct FindingWords {
  std::string_view title;
  std::string detail;
  std::string_view action;
  std::string source;
};

/// `withhold_doses` where the plan is refused: a figure in mg is then not written.
/// `treatment` holds the notes and assumptions that findings point at, the case what nothing is
/// computed from; null where there are none.
FindingWords words_of(const Finding& finding, const Treatment* treatment, const Case* the_case,
                      bool withhold_doses);

/// Of protocol, drugs and site alone, so the same for every patient: an assumption, a standing
/// note, a presentation that nobody names.
bool is_standing(const Finding& finding);

/// "DETAIL. What to do: ACTION. Source: SOURCE", where there is one text for all of it.
std::string sentences(const FindingWords& words);

/// "waived on 2026-11-30, amendment 3".
std::string waiver_words(const Waiver& waiver);

} // namespace nkdose
