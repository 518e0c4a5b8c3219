// The words of a finding: its table's texts with its figures put in.
#pragma once

#include "dosing/review/finding.hpp"
#include "schedule/plan/release.hpp"

namespace nkdose {

struct FindingWords {
  std::string_view title;
  std::string detail;
  std::string_view action;
  std::string source;
};

/// `withhold_doses` where the plan is refused: a figure in mg is then not written.
/// `treatment` holds the notes and assumptions that findings point at; null where there are none.
FindingWords words_of(const Finding& finding, const Treatment* treatment, bool withhold_doses);

/// "DETAIL. What to do: ACTION. Source: SOURCE", where there is one text for all of it.
std::string sentences(const FindingWords& words);

/// 1,500 million cells as "1.5 x 10^9", so that no exponent can drop.
std::string power_of_ten_text(CellCount cells);
/// "1.5 x 10^9 CAR-positive NK cells (1,500 million)".
std::string cell_text(CellCount cells, std::string_view counted);
/// 1500000000: the count as a plain integer.
std::string plain_count(CellCount cells);

} // namespace nkdose
