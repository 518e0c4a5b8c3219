// Reads how a trial goes from one dose level to the next: the table [escalation].
#pragma once

#include "dosing/text/table.hpp"
#include "schedule/protocol/escalation_rule.hpp"

namespace nkdose {

/// Who states a rule. A trial's own file, or the command line, makes a statement its own; what a
/// protocol file has from a source that was not seen only informs.
enum class Speaker { protocol, trial };

/// Reads the table [escalation] of a protocol or of a cohort's file; `window` names one of the
/// protocol's events.
EscalationRule read_escalation(const Table& file, const References& references,
                               const std::vector<TimedRule>& events, Speaker speaker);
/// The field of a file that holds it.
constexpr Field escalation_field{"escalation", Shape::table, Need::optional,
                                 "design, levels, stagger and window of the dose escalation"};

} // namespace nkdose
