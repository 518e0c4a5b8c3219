// A design of dose escalation: of so many patients seen, so many had a dose-limiting toxicity.
#pragma once

#include "dosing/text/name.hpp"

#include <array>
#include <string>
#include <vector>

namespace nkdose {

/// What a table says of a level, from the boldest to the most cautious.
enum class EscalationAction { escalate, stay, de_escalate, eliminate };
constexpr std::size_t escalation_actions = 4;
std::string_view to_text(EscalationAction action);

/// What follows from each count of toxicities among so many patients. More toxicities never lead to
/// a bolder action.
struct EscalationRow {
  int seen = 0;
  std::array<int, escalation_actions>
      ends{}; ///< an action holds below its end; the last's: seen + 1

  /// For 0 to `seen` toxicities.
  EscalationAction action(int toxicities) const;
};

struct EscalationDesign {
  Name id;
  std::string title; ///< by which a file may name it too: "3+3"
  std::string source;
  bool is_verified = false; ///< the source was seen; otherwise the table only informs
  std::string sha256;
  std::array<std::string, escalation_actions> words; ///< of each action, empty where it has none
  std::vector<EscalationRow> rows;                   ///< ascending in `seen`

  std::string_view words_of(EscalationAction action) const {
    return words[static_cast<std::size_t>(action)];
  }
};

} // namespace nkdose
