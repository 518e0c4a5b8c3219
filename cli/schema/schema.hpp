// JSON Schemas (2020-12) of what the program reads and writes.
#pragma once

#include "schedule/protocol/treatment.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nkdose {

/// case, plan, order, batch, error.
std::span<const std::string_view> schema_names();

/// Whether a schema is another one under another protocol: its drugs and days are keys.
bool depends_on_protocol(std::string_view schema);

/// The schema of `nkdose/NAME/1`, for cases and orders under these protocols.
std::string schema_json(std::string_view name, const std::vector<Treatment>& protocols);

} // namespace nkdose
