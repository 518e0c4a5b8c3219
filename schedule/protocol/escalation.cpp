#include "schedule/protocol/escalation.hpp"

namespace nkdose {
namespace {

constexpr std::array<std::string_view, escalation_actions + 1> printed{
    "escalate", "stay", "de-escalate", "eliminate", "maximum-tolerated-dose"};
static_assert(printed[static_cast<std::size_t>(EscalationAction::eliminate)] == "eliminate");
static_assert(printed.size() == static_cast<std::size_t>(EscalationAction::maximum) + 1);

} // namespace

std::string_view to_text(EscalationAction action) {
  return printed[static_cast<std::size_t>(action)];
}

EscalationAction EscalationRow::action(int toxicities) const {
  std::size_t i = 0;
  while (i + 1 < ends.size() && toxicities >= ends[i])
    ++i;
  return static_cast<EscalationAction>(i);
}

} // namespace nkdose
