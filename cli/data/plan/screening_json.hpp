// A screening as JSON, alone and as a part of a plan.
#pragma once

#include "cli/data/json_writer.hpp"
#include "schedule/plan/plan.hpp"

namespace nkdose {

/// `nkdose/screen/1`. The plan has a screening.
std::string screening_json(const Plan& plan);

/// The key "screening" of a plan.
void write_screening(JsonWriter& json, const std::optional<Screening>& screening);

} // namespace nkdose
