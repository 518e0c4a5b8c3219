// A plan as JSON.
#pragma once

#include "schedule/plan/plan.hpp"

#include <string>

namespace nkdose {

/// How many lines a JSON text has: as many as it takes to be read, or one, as NDJSON needs it.
enum class JsonLines { many, one };
/// `nkdose/plan/1`.
std::string plan_json(const Plan& plan, JsonLines lines = JsonLines::many);

} // namespace nkdose
