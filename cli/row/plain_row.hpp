// The quick way from a row of a batch's CSV to a case, for a row in which nothing needs a second
// look: one pass over its bytes, without a list of its cells and without an allocation.
//
// It shares nothing with `RowReader` but the table of columns, and is held to it on random rows by
// tests/unit/row/plain_row_test.cpp: what it takes, the other reads as the same case, and what the
// other refuses, it does not take.
#pragma once

#include "cli/row/columns.hpp"
#include "cli/row/plain_cells.hpp"

namespace nkdose {

class PlainRow {
public:
  /// The protocol outlives this.
  PlainRow(const Protocol& protocol, const std::vector<BatchColumn>& columns);

  /// The case that the row is, without its line end, until the next is taken; null for a row that
  /// must be read closely, right or wrong.
  const Case* take(std::string_view line);

private:
  bool takes_cells(std::string_view line);

  std::vector<BatchColumn> columns_;
  bool has_birth_date_;
  bool has_measuring_days_;
  bool cells_may_misfit_; ///< the level of a row may be per kg where the protocol's is not
  PlainCells cells_;
};

} // namespace nkdose
