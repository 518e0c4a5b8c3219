// The checks on how a dose is rounded to bands and prepared.
#pragma once

#include "dosing/review/check.hpp"

namespace nkdose {

/// The table.
std::span<const DoseCheck> preparation_checks();
/// Appends what its checks find, in its order.
void review_preparation(const DoseContext& context, Topics present, Findings& findings);

} // namespace nkdose
