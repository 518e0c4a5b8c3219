// What the program knows, as JSON.
#pragma once

#include "cli/words/knowledge.hpp"

namespace nkdose {

/// `nkdose/list/1`.
std::string list_json(std::string_view topic, const Criteria* criteria);
/// `nkdose/explain/1`; nothing where there is no such code.
std::optional<std::string> explain_json(std::string_view code);

} // namespace nkdose
