// A row of a batch's CSV becomes a case, or everything that is wrong with it.
#pragma once

#include "cli/row/columns.hpp"
#include "cli/row/row_cells.hpp"

namespace nkdose {

/// Something wrong with a row: in which column of the file, and of the line.
struct RowFault {
  std::size_t cell; ///< from 0; of no cell where it is the row's own
  TextFault fault;
  std::size_t column = 1; ///< of the line, where it is the row's own
};

/// Reads row after row, closely: `PlainRow` is quicker with most.
class RowReader {
public:
  /// Protocol and columns outlive the reader.
  RowReader(const Protocol& protocol, const std::vector<BatchColumn>& columns,
            char separator = ',');

  /// The case that the row is, without its line end, until the next is read; null where anything is
  /// wrong with it, or where it has no text at all and is no row.
  const Case* read(std::string_view line);
  const std::vector<RowFault>& faults() const { return faults_; }
  /// Of a row with faults: its id where it can be told, else nothing.
  std::string_view id() const { return id_; }
  /// Where a fault stands in its line, from 1.
  std::size_t column_of(const RowFault& fault, std::string_view line) const;
  /// The name of its cell's column; empty where the whole row is at fault.
  std::string_view name_of(const RowFault& fault) const;

private:
  bool split(std::string_view line);
  bool has_every_cell();
  void read_cells();
  void judge_body();
  std::size_t cell_of(Says what) const;
  void report(std::size_t cell, TextFault fault) { faults_.push_back({cell, std::move(fault)}); }
  void report(std::size_t cell, std::optional<TextFault> fault) {
    if (fault) report(cell, std::move(*fault));
  }

  const std::vector<BatchColumn>& columns_;
  RowCells reader_;
  char separator_;
  std::vector<CsvCell> cells_;
  std::vector<RowFault> faults_;
  std::string_view id_;
};

} // namespace nkdose
