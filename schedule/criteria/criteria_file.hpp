// Reads the criteria of a trial.
#pragma once

#include "dosing/text/document.hpp"
#include "schedule/criteria/criteria.hpp"

namespace nkdose {

/// Reads a file of criteria. Proves that every fact is asked for, that units fit, that no criterion
/// refers to itself, and that a criterion with all that it refers to is at most 1,000 tests.
Checked<Criteria, Problems> read_criteria(const Document& document, std::string sha256);

} // namespace nkdose
