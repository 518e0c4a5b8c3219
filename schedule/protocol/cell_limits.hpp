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

/// The limits of `under`, each replaced by one of the same kind of `over`; of two delivery windows
/// the narrower one holds.
CellLimitTable laid_over(const CellLimitTable& under, const CellLimitTable& over);

/// A protocol's limits and a site's, of each kind the stricter one: a site may ask for more than
/// the protocol, and not for less. A protocol's that nobody has seen in a source gives way to the
/// site's.
CellLimitTable stricter_of(const CellLimitTable& protocol, const CellLimitTable& site);

} // namespace nkdose
