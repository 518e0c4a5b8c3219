// Reads what was measured of a patient, of a case or of an order: one reader, the same limits.
#pragma once

#include "dosing/text/table.hpp"
#include "schedule/verify/written_order.hpp"

namespace nkdose {

/// The keys sex, height, weight and serum_creatinine; what no patient can have is a problem. A BMI
/// that nearly nobody has is none where two people have measured it.
Measurements read_measurements(const Table& table, bool confirmed = false);

/// The key confirmed_by: two people, not one under two spellings; empty where there is none.
std::vector<std::string> read_confirmation(const Table& table);

/// A clearance that was measured, not estimated: the keys measured_clearance and
/// measured_clearance_method, both or none.
struct MeasuredClearance {
  std::optional<CreatinineClearance> value;
  std::string method;
};
MeasuredClearance read_measured_clearance(const Table& table);

} // namespace nkdose
