// The cells of a row, each read closely into a case: whatever is wrong with one is told in words.
#pragma once

#include "cli/row/row_case.hpp"

namespace nkdose {

class RowCells {
public:
  explicit RowCells(const Protocol& protocol);

  /// Before the first cell of a row.
  void begin();

  // A function a column: each reads a cell's text, and returns what is wrong with it.
  using Wrong = std::optional<TextFault>;
  Wrong id(std::string_view text, std::size_t);
  Wrong sex(std::string_view text, std::size_t);
  Wrong age_years(std::string_view text, std::size_t);
  Wrong birth_date(std::string_view text, std::size_t);
  Wrong height_cm(std::string_view text, std::size_t);
  Wrong weight_kg(std::string_view text, std::size_t);
  Wrong serum_creatinine_umol_per_l(std::string_view text, std::size_t);
  Wrong serum_creatinine_mg_per_dl(std::string_view text, std::size_t);
  Wrong level(std::string_view text, std::size_t drug);
  Wrong cells(std::string_view text, std::size_t);
  Wrong cells_per_kg(std::string_view text, std::size_t);
  Wrong day_zero(std::string_view text, std::size_t);
  Wrong protocol(std::string_view text, std::size_t);
  Wrong safety(std::string_view text, std::size_t question);
  Wrong weight_on(std::string_view text, std::size_t);
  Wrong creatinine_on(std::string_view text, std::size_t);
  Wrong anything(std::string_view, std::size_t) { return std::nullopt; } ///< of no interest

  const Case& the_case() const { return case_; }
  /// Where it could be told, else nothing. It is the row's text.
  std::string_view known_id() const { return id_; }
  /// Where the row has them, and they could be read.
  std::optional<Height> height() const;
  std::optional<ActualWeight> weight() const;

  // Behind the last cell: what is wrong with several of them together.
  /// The age on the first drug day, of a row with a birth date and a day zero.
  Wrong age_by_birth_date();
  /// Of a row in which nothing else is wrong.
  Wrong cells_for_weight() const;
  Wrong age_of_weight();
  Wrong age_of_creatinine();

private:
  Wrong measured_on(std::string_view text, std::optional<Day>& day);
  Wrong age_of(std::optional<Day> measured, std::optional<int>& days) const;
  Wrong creatinine(std::string_view text, std::string_view unit);
  Wrong assigned(CellLevel level);

  const Protocol& protocol_;
  Case case_;
  std::string_view id_;
  std::optional<Day> birth_date_, day_zero_;
  bool has_height_ = false, has_weight_ = false;
};

} // namespace nkdose
