// Reads the limits of a cell product.
#pragma once

#include "dosing/text/table.hpp"
#include "schedule/protocol/cell_limits.hpp"

namespace nkdose {

/// The field of a file that holds them.
constexpr Field cell_limit_field{"cell_limit", Shape::tables, Need::optional,
                                 "what the cell product must keep"};

/// Reads the file's [[cell_limit]] tables. A limit whose source is not verified only informs,
/// unless `of_site`: a site makes a limit its own by writing it.
CellLimitTable read_cell_limits(const Table& file, const References& references, bool of_site);

} // namespace nkdose
