// The cells of a row as nearly every one is written, each taken in one pass over its bytes.
#pragma once

#include "cli/row/row_case.hpp"

namespace nkdose {

/// Takes what needs no second look, and never more than `RowCells` would read, nor anything else.
class PlainCells {
public:
  explicit PlainCells(const Protocol& protocol);

  // A function a column: each takes a cell of the row that begins at `at`, and returns where it
  // ends; null for anything that is not plain. Whether a comma or the end of the row stands there,
  // others look.
  using At = const char*;
  static At id(PlainCells& row, At at, At end, std::size_t);
  static At sex(PlainCells& row, At at, At end, std::size_t);
  static At age_years(PlainCells& row, At at, At end, std::size_t);
  static At birth_date(PlainCells& row, At at, At end, std::size_t);
  static At height_cm(PlainCells& row, At at, At end, std::size_t);
  static At weight_kg(PlainCells& row, At at, At end, std::size_t);
  static At serum_creatinine_umol_per_l(PlainCells& row, At at, At end, std::size_t);
  static At serum_creatinine_mg_per_dl(PlainCells& row, At at, At end, std::size_t);
  static At level(PlainCells& row, At at, At end, std::size_t drug);
  static At cells(PlainCells& row, At at, At end, std::size_t);
  static At cells_per_kg(PlainCells& row, At at, At end, std::size_t);
  static At day_zero(PlainCells& row, At at, At end, std::size_t);
  static At protocol(PlainCells& row, At at, At end, std::size_t);
  static At safety(PlainCells& row, At at, At end, std::size_t question);
  static At weight_on(PlainCells& row, At at, At end, std::size_t);
  static At creatinine_on(PlainCells& row, At at, At end, std::size_t);
  static At anything(PlainCells&, At at, At end, std::size_t); ///< of no interest

  const Case& the_case() const { return case_; }

  // Behind the last cell: whether several of them together are as they must be.
  bool has_possible_body() const;
  /// Of a row with a birth date and a day zero.
  bool take_age_by_birth_date();
  bool has_cells_for_weight() const;
  /// Of a row with a day of measurement: not after the day of the calculation.
  bool takes_ages_of_measurements();

private:
  At take_day(At at, At end, std::optional<Day>& day);

  template <class Level>
  static At assigned(PlainCells& row, At at, At end);

  const Protocol& protocol_;
  int first_drug_offset_;
  Case case_;
  DayReader days_;
  Day birth_date_{};
};

} // namespace nkdose
