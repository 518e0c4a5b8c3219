// The checks on measurements: the patient, the area, the clearance.
#pragma once

#include "dosing/review/check.hpp"

namespace nkdose {

/// The table.
std::span<const DoseCheck> body_checks();
/// Appends what its checks find, in its order.
void review_body(const DoseContext& context, Topics present, Findings& findings);

/// What a single answer has to say about measurements and areas: P002, P008 and B001.
Findings review_measurements(std::optional<Height> height, ActualWeight weight,
                             std::optional<SerumCreatinine> creatinine,
                             std::span<const BodySurface> areas);

} // namespace nkdose
