// The few keywords of JSON Schema that every schema of ours is made of.
#pragma once

#include "cli/data/json_writer.hpp"

#include <span>

namespace nkdose {

/// "type": a JSON type, or null.
void write_type(JsonWriter& json, std::string_view type, bool may_be_null);
/// A text of which a regular expression takes the whole.
void write_pattern(JsonWriter& json, std::string_view pattern, bool may_be_null);
/// "enum": one of these texts, or null.
void write_words(JsonWriter& json, const std::vector<std::string_view>& words, bool may_be_null);

} // namespace nkdose
