// The cells of a row as nearly every one is written, each taken in one pass over its bytes.
#pragma once

#include "cli/row/row_case.hpp"

namespace nkdose {

/// Takes what needs no second look, and never more than `RowCells` would read, nor anything else.
class PlainCells {
public:
  explicit PlainCells(const Protocol& protocol);

  // A function a column: each takes a cell that begins at `at`, and returns where it ends; null for
  // anything that is not plain. Whether a comma or the end of the row stands there, others look.
  using At = const char*;
  At id(At at, At end, std::size_t);
  At sex(At at, At end, std::size_t);
  At age_years(At at, At end, std::size_t);
  At birth_date(At at, At end, std::size_t);
  At height_cm(At at, At end, std::size_t);
  At weight_kg(At at, At end, std::size_t);
  At serum_creatinine_umol_per_l(At at, At end, std::size_t);
  At serum_creatinine_mg_per_dl(At at, At end, std::size_t);
  At level(At at, At end, std::size_t drug);
  At cells(At at, At end, std::size_t);
  At cells_per_kg(At at, At end, std::size_t);
  At day_zero(At at, At end, std::size_t);
  At protocol(At at, At end, std::size_t);
  At anything(At at, At end, std::size_t); ///< of no interest

  const Case& the_case() const { return case_; }

  // Behind the last cell: whether several of them together are as they must be.
  bool has_possible_body() const;
  /// Of a row with a birth date and a day zero.
  bool take_age_by_birth_date();
  bool has_cells_for_weight() const;

private:
  template <class Level>
  At assigned(At at, At end);

  const Protocol& protocol_;
  int first_drug_offset_;
  Case case_;
  DayReader days_;
  Day birth_date_{};
};

} // namespace nkdose
