// The columns of a batch's CSV, in whatever order a file has them.
#pragma once

#include "cli/case/csv.hpp"
#include "schedule/protocol/treatment.hpp"

namespace nkdose {

enum class ColumnKind {
  id,
  sex,
  age_years,
  birth_date,
  height_cm,
  weight_kg,
  serum_creatinine_umol_per_l,
  serum_creatinine_mg_per_dl,
  level, ///< of a drug of the protocol
  cells,
  cells_per_kg,
  day_zero,
  protocol,
  ignored,
};

struct BatchColumn {
  ColumnKind kind;
  std::size_t drug = 0; ///< of a level
  std::string name;
};

/// The first line of a file: every column that is needed, each once, no other unless extra ones are
/// ignored. All that is wrong is said at once.
Checked<std::vector<BatchColumn>, Problems> read_batch_columns(const std::vector<CsvCell>& header,
                                                               const std::string& file,
                                                               const Protocol& protocol,
                                                               bool ignore_extra);

/// Where the column of the protocol is, before the protocol is known.
std::optional<std::size_t> protocol_column(const std::vector<CsvCell>& header);

} // namespace nkdose
