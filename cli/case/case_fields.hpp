// The field tables of a case, and the empty form that is made from them.
#pragma once

#include "dosing/text/table.hpp"
#include "schedule/protocol/protocol.hpp"

namespace nkdose {

constexpr std::string_view waivable_findings[] = {"R003", "P003", "E001", "E002", "S003"};
constexpr std::string_view unread_severities[] = {"warning", "info"};
constexpr std::string_view left_out_reasons[] = {"older", "taken-back", "another-thing"};
constexpr std::string_view car_denominators[] = {"nk", "viable"};
constexpr std::string_view counting_times[] = {"after-thaw", "before-freezing"};

/// The fields of a case's table ("patient", "order", ...), or of the case itself (""). [order] has
/// one more key a drug of the protocol (`order_fields_of`); [screening] has none here, its facts
/// have a file of their own.
Fields case_fields(std::string_view table);

/// The fields of [order] under a protocol, which outlives them: with the level of each of its
/// drugs.
std::vector<Field> order_fields_of(const Protocol& protocol);

/// How much a case under a protocol needs a key of [order]: gap, cycle and previous_day_zero are of
/// use only where the protocol leaves them open. Nothing: no use.
std::optional<Need> need_under(const Protocol& protocol, const Field& field);

/// An empty form of a case for a protocol, in TOML: what is required is to be filled in, everything
/// else is a comment.
std::string case_template(const Protocol& protocol);

} // namespace nkdose
