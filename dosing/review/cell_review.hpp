// The checks on the cell level, on what the bags deliver, and on what comes with it.
#pragma once

#include "dosing/review/check.hpp"

namespace nkdose {

/// The table.
std::span<const DoseCheck> cell_checks();
/// Appends what its checks find, in its order.
void review_cells(const DoseContext& context, Topics present, Findings& findings);

} // namespace nkdose
