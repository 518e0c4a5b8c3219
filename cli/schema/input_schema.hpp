// The schemas of what is read, from the field tables that read it. They accept all that the program
// accepts; what they cannot judge (limits, dates that exist, two keys that contradict each other)
// the program refuses alone.
#pragma once

#include "cli/data/json_writer.hpp"
#include "schedule/protocol/treatment.hpp"

namespace nkdose {

/// Writes the keywords of a case under one of these protocols.
void write_case_schema(JsonWriter& json, const std::vector<Treatment>& protocols);
/// Likewise of an order.
void write_order_schema(JsonWriter& json, const std::vector<Treatment>& protocols);

} // namespace nkdose
