// A design of dose escalation: of so many patients seen, so many had a dose-limiting toxicity.
#pragma once

#include "dosing/text/name.hpp"

#include <array>
#include <string>
#include <vector>

namespace nkdose {

/// What is said of a level. First what a row of a table says, from the boldest to the most
/// cautious.
enum class EscalationAction {
  escalate,
  stay,
  de_escalate,
  eliminate,
  /// The level above was stopped and enough patients were seen here: the maximum tolerated dose.
  maximum
};
constexpr std::size_t escalation_actions = 4; ///< of a row
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
  /// Of each action, empty where it has none; the last is `maximum`'s.
  std::array<std::string, escalation_actions + 1> words;
  std::vector<EscalationRow> rows; ///< ascending in `seen`
  /// So many patients seen under a stopped level make it the maximum tolerated dose; 0: no number
  /// does.
  int maximum_from = 0;

  std::string_view words_of(EscalationAction action) const {
    return words[static_cast<std::size_t>(action)];
  }
};

} // namespace nkdose
