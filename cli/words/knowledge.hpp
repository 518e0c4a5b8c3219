// What the program knows: its formulas, drugs, protocols, findings and units, from its own tables.
#pragma once

#include "schedule/criteria/criteria.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nkdose {

/// One thing that is known: a name, what it is, and its details in order.
struct KnownDetail {
  std::string key;
  std::string text;
};
struct KnownThing {
  std::string id;
  std::string title;
  std::vector<KnownDetail> details;
};

/// formulas, drugs, protocols, criteria, bands, escalation, findings, units.
std::span<const std::string_view> list_topics();
/// `criteria` are those of a protocol; null for every other topic.
std::vector<KnownThing> known_things(std::string_view topic, const Criteria* criteria);

/// A finding's or an input error's code, explained; nothing where there is no such code.
std::optional<KnownThing> explained(std::string_view code);
/// Every code that can be explained.
std::span<const std::string_view> explainable_codes();

} // namespace nkdose
