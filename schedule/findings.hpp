// The catalogue: the text of every finding that any review can make.
#pragma once

#include "dosing/review/finding.hpp"

namespace nkdose {

/// The texts of every code of all reviews, in the order of their tables.
std::vector<const FindingText*> all_finding_texts();
/// The text of a code; null where no finding has it.
const FindingText* finding_text(std::string_view code);

} // namespace nkdose
