// A row of a batch's CSV becomes a case, or everything that is wrong with it.
#pragma once

#include "cli/batch/columns.hpp"
#include "schedule/plan/decision.hpp"

namespace nkdose {

/// A row may have 1 MiB.
constexpr std::size_t longest_row = std::size_t{1} << 20;

/// Something wrong with a row: in which column of the file, and of the line.
struct RowFault {
  std::size_t cell; ///< from 0; of no cell where it is the row's own
  TextFault fault;
  std::size_t column = 1; ///< of the line, where it is the row's own
};

/// Reads row after row into one case, so that an ordinary row costs no allocation.
class CsvRowReader {
public:
  CsvRowReader(const Treatment& treatment, const std::vector<BatchColumn>& columns);

  /// Whether the row, without its line end, is a case.
  bool read(std::string_view line);
  const Case& the_case() const { return case_; }
  const std::vector<RowFault>& faults() const { return faults_; }
  /// Of a row with faults: its id where it can be told, else nothing.
  std::string_view id() const { return id_; }
  /// Where a fault stands in its line, from 1.
  std::size_t column_of(const RowFault& fault, std::string_view line) const;
  /// The name of its cell's column; empty where the whole row is at fault.
  std::string_view name_of(const RowFault& fault) const;

private:
  void forget();
  bool read_ordinary(std::string_view line);
  const char* take_ordinary_cell(const BatchColumn& column, const char* at, const char* end);
  const char* take_id(const char* at, const char* end);
  const char* take_day_zero(const char* at, const char* end);
  const char* take_other_cell(const BatchColumn& column, const char* at, const char* end);
  bool split(std::string_view line);
  bool split_quoted(std::string_view line);
  void read_cell(const BatchColumn& column, std::string_view text, std::size_t cell);
  void read_age(std::string_view text, std::size_t cell);
  void read_birth_date(std::size_t cell);
  void read_protocol(std::string_view text, std::size_t cell);
  void judge_body();
  void judge_cells();
  std::size_t cell_of(ColumnKind kind) const;
  void report(std::size_t cell, TextFault fault) { faults_.push_back({cell, std::move(fault)}); }
  void report(std::size_t cell, std::optional<TextFault> fault) {
    if (fault) report(cell, std::move(*fault));
  }

  const Treatment& treatment_;
  const std::vector<BatchColumn>& columns_;
  int first_drug_offset_;
  bool cells_may_misfit_; ///< the level of a row may be per kg where the protocol's is not
  std::vector<std::string_view> cells_;
  std::vector<CsvCell> quoted_cells_; ///< of a row with quotation marks
  Case case_;
  DayReader day_reader_;
  std::optional<Day> birth_date_, day_zero_;
  bool has_height_ = false, has_weight_ = false;
  std::vector<RowFault> faults_;
  std::string_view id_;
};

} // namespace nkdose
