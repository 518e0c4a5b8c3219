// The columns of a batch's CSV, in whatever order a file has them.
//
// One table says what each is called, what it means and how it is read, closely and the quick way:
// the header, both readers of a row, the command's help and docs/how-to/batch.md have it from here.
#pragma once

#include "cli/case/csv.hpp"
#include "schedule/protocol/treatment.hpp"

namespace nkdose {

class RowCells;   // cli/row/row_cells
class PlainCells; // cli/row/plain_cells

/// What a column says of a case. A file has one column for each of these, and two may say the same:
/// an age and a birth date.
enum class Says {
  id,
  sex,
  age,
  height,
  weight,
  creatinine,
  level,
  cells,
  day_zero,
  protocol,
  safety,
  weight_on,
  creatinine_on,
  none
};

struct Column {
  std::string_view name; ///< of a level: what stands behind the drug's id; of safety: empty
  Says says;
  std::string_view meaning;
  /// Reads a cell that is not empty; what is wrong with it, if anything. The drug is a level's, or
  /// the place of a safety question.
  std::optional<TextFault> (RowCells::*read)(std::string_view text, std::size_t drug);
  /// Takes a cell from its beginning to where it ends, before the end of the row; null for a cell
  /// that is not written as nearly every one.
  const char* (*take)(PlainCells& row, const char* at, const char* end, std::size_t drug);
  bool may_be_empty = false; ///< then it is read like any other
};

/// A column of a file.
struct BatchColumn {
  const Column* column;
  std::size_t drug = 0; ///< of a level; the place of a safety question
  std::string name;

  Says says() const { return column->says; }
};

/// The first line of a file: every column that is needed, each once, no other unless extra ones are
/// ignored. All that is wrong is said at once.
Checked<std::vector<BatchColumn>, Problems> read_batch_columns(const std::vector<CsvCell>& header,
                                                               const std::string& file,
                                                               const Protocol& protocol,
                                                               bool ignore_extra);

/// Where the column of the protocol is, before the protocol is known.
std::optional<std::size_t> protocol_column(const std::vector<CsvCell>& header);

/// "id, sex, age_years or birth_date, ...; and protocol, if wanted", for a protocol of these drugs.
std::string list_of_columns(std::span<const std::string_view> drugs);
/// The same as a table in Markdown, with what each means.
std::string table_of_columns();

} // namespace nkdose
