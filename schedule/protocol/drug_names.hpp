// The drugs of a protocol by what an order calls them.
#pragma once

#include "schedule/protocol/protocol.hpp"

namespace nkdose {

/// Its place in the protocol: by its id in any case, or by its full name. Other names (brands,
/// other languages) are from memory, and an order with one of them is asked about.
std::optional<std::size_t> find_drug(const Protocol& protocol, std::string_view text);

/// Beside the id, in small letters.
std::vector<std::string_view> full_names_of(std::string_view drug);

} // namespace nkdose
