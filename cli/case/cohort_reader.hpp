// The file of a cohort: its patients, and what it states of the escalation.
#pragma once

#include "dosing/text/document.hpp"
#include "schedule/cohort/cohort.hpp"
#include "schedule/protocol/protocol.hpp"

namespace nkdose {

/// The columns of a cohort as CSV are the keys of [[patient]].
Checked<Document, Problems> read_cohort_csv(std::string_view text, std::string name);

/// The protocol that the file names; nothing where it names none, or no name.
std::optional<std::string> protocol_of_cohort(const Document& document);

/// The cohort under a protocol: what its file states is laid over the protocol's escalation, and
/// what the command line states over both. Every problem at once.
Checked<Cohort, Problems> read_cohort(const Document& document, const Protocol& protocol,
                                      const EscalationRule& of_options, std::string sha256);

} // namespace nkdose
