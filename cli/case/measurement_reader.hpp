// Reads what was measured of a patient, of a case or of an order: one reader, the same limits.
#pragma once

#include "dosing/text/table.hpp"
#include "schedule/verify/written_order.hpp"

namespace nkdose {

/// The keys sex, height, weight and serum_creatinine; what no patient can have is a problem.
Measurements read_measurements(const Table& table);

} // namespace nkdose
