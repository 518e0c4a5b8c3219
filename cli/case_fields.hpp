// The field tables of a case, and the empty form that is made from them.
#pragma once

#include "schedule/protocol.hpp"

namespace nkdose {

/// The fields of a case's table ("patient", "order", ...), or of the case itself (""). [order] has
/// one more key a drug of the protocol (`order_fields_of`); [screening] has none here, its facts
/// have a file of their own.
Fields case_fields(std::string_view table);

/// The fields of [order] under a protocol, which outlives them: with the level of each of its
/// drugs.
std::vector<Field> order_fields_of(const Protocol& protocol);

/// An empty form of a case for a protocol, in TOML: what is required is to be filled in, everything
/// else is a comment.
std::string case_template(const Protocol& protocol);

} // namespace nkdose
