// The sheet of what the program knows.
#pragma once

#include "schedule/criteria/criteria.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace nkdose {

/// `criteria` are those of a protocol; null for every other topic.
std::string list_text(std::string_view topic, const Criteria* criteria);
/// A finding's or an input error's code, explained; nothing where there is no such code.
std::optional<std::string> explain_text(std::string_view code);

} // namespace nkdose
