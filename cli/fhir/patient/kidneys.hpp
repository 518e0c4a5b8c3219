// Measured clearances, estimated filtration rates and reports of the kidneys.
#pragma once

#include "cli/fhir/read/observations.hpp"

namespace nkdose {

/// From when on they are remarked, and below which clearance.
struct KidneyLimits {
  std::optional<Day> oldest; ///< none: of any day
  Decimal lowest;            ///< in mL/min
};

/// A clearance or filtration rate is never computed from, but one below the limit says that ours
/// may be too high: it is remarked, and so is one without a plain number, and a report whose
/// conclusion speaks of creatinine or kidneys.
void read_kidneys(const PatientSources& sources, const KidneyLimits& limits, Remarks& remarks);

} // namespace nkdose
