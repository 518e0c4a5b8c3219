// What the program knows: its formulas, drugs, protocols, findings and units, from its own tables.
#pragma once

#include "schedule/criteria/criteria.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace nkdose {

/// formulas, drugs, protocols, criteria, bands, escalation, findings, units.
std::span<const std::string_view> list_topics();
/// `criteria` are those of a protocol; null for every other topic.
std::string list_text(std::string_view topic, const Criteria* criteria);
/// `nkdose/list/1`.
std::string list_json(std::string_view topic, const Criteria* criteria);

/// A finding's or an input error's code, explained; nothing where there is no such code.
std::optional<std::string> explain_text(std::string_view code);
/// `nkdose/explain/1`.
std::optional<std::string> explain_json(std::string_view code);
/// Every code that can be explained.
std::span<const std::string_view> explainable_codes();

} // namespace nkdose
