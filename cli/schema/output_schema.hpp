// The schemas of what is written, from the table of outputs: strict, for what we write we know.
#pragma once

#include "cli/data/json_writer.hpp"
#include "schedule/protocol/treatment.hpp"

namespace nkdose {

void write_plan_schema(JsonWriter& json);
void write_error_schema(JsonWriter& json);
/// With the drugs and days of one protocol, or with patterns for those of every one.
void write_batch_schema(JsonWriter& json, const std::vector<Treatment>& protocols);

} // namespace nkdose
