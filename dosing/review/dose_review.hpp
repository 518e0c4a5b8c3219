// The review of a worksheet: the checks on levels and doses, and with them those of all its parts.
#pragma once

#include "dosing/review/check.hpp"

namespace nkdose {

/// The tables: measurements; levels and doses; what was given; rounding to bands and preparation;
/// cells. Their order is the order of the findings.
std::array<std::span<const DoseCheck>, 5> review_tables();

/// Appends every finding, in the order of the tables.
void review_doses(const DoseContext& context, Findings& findings);

} // namespace nkdose
