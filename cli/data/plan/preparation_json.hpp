// A drug's preparation as JSON.
#pragma once

#include "cli/data/json_writer.hpp"
#include "schedule/plan/plan.hpp"

namespace nkdose {

/// The key "preparation" of one drug; null without an order, or where no presentation is named.
void write_preparation(JsonWriter& json, const Plan& plan, std::size_t drug);

} // namespace nkdose
