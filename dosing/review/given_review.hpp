// The checks on what was given: it is a fact, and is judged against what it should have been.
#pragma once

#include "dosing/review/check.hpp"

namespace nkdose {

/// The table.
std::span<const DoseCheck> given_checks();
/// Appends what its checks find, in its order.
void review_given(const DoseContext& context, Topics present, Findings& findings);

} // namespace nkdose
