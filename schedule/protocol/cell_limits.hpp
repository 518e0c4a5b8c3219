// The limits of a cell product as a protocol's or a site's file has them.
#pragma once

#include "dosing/cells/cells.hpp"
#include "dosing/text/name.hpp"

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

/// The protocol's limits, each replaced by the site's of the same kind; of two delivery windows the
/// narrower one holds.
CellLimitTable laid_over(const CellLimitTable& protocol, const CellLimitTable& site);

} // namespace nkdose
