// The limits of a cell product as a protocol's or a site's file has them.
#pragma once

#include "dosing/cells/cells.hpp"
#include "dosing/text/table.hpp"

namespace nkdose {

/// One kind of limit and where it comes from.
struct CellLimitSource {
  Name kind; ///< such as "residual-t-cells"
  std::string source;
};

/// All limits of one file, or of a protocol with those of a site laid over it.
struct CellLimitTable {
  CellLimits limits;
  std::vector<CellLimitSource> sources;

  /// Empty where the table has no limit of the kind.
  std::string source_of(std::string_view kind) const;
};

/// The field of a file that holds them.
constexpr Field cell_limit_field{"cell_limit", Shape::tables, Need::optional,
                                 "what the cell product must keep"};

/// Reads the file's [[cell_limit]] tables. A limit whose source is not verified only informs,
/// unless `of_site`: a site makes a limit its own by writing it.
CellLimitTable read_cell_limits(const Record& file, const References& references, bool of_site);

/// The protocol's limits, each replaced by the site's of the same kind.
CellLimitTable laid_over(const CellLimitTable& protocol, const CellLimitTable& site);

} // namespace nkdose
