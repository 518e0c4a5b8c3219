// The doses of a plan as CSV.
#pragma once

#include "schedule/plan/plan.hpp"

#include <string>

namespace nkdose {

/// `patient_id,status,protocol,date,drug,dose_mg`, a line a dose; the dose is empty where the plan
/// is refused.
std::string plan_csv(const Plan& plan);

} // namespace nkdose
