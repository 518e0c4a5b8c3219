// The sheet of what the program knows.
#pragma once

#include "cli/sheet/sheet_text.hpp"
#include "schedule/criteria/criteria.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace nkdose {

/// `criteria` are those of a protocol; null for every other topic.
Sheet list_sheet(std::string_view topic, const Criteria* criteria);
inline std::string list_text(std::string_view topic, const Criteria* criteria) {
  return text_of(list_sheet(topic, criteria));
}
/// A finding's or an input error's code, explained; nothing where there is no such code.
std::optional<Sheet> explain_sheet(std::string_view code);
inline std::optional<std::string> explain_text(std::string_view code) {
  const auto sheet = explain_sheet(code);
  return sheet ? std::optional(text_of(*sheet)) : std::nullopt;
}

} // namespace nkdose
