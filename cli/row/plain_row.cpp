#include "cli/row/plain_row.hpp"

#include "cli/row/text.hpp"
#include "dosing/text/search.hpp"

namespace nkdose {

PlainRow::PlainRow(const Protocol& protocol, const std::vector<BatchColumn>& columns)
    : columns_(columns), has_birth_date_(holds(columns, "birth_date", &BatchColumn::name)),
      has_measuring_days_(any_of(columns,
                                 [](const BatchColumn& column) {
                                   return column.says() == Says::weight_on ||
                                          column.says() == Says::creatinine_on;
                                 })),
      cells_(protocol) {
  const bool is_per_kg = holds(columns, "cells_per_kg", &BatchColumn::name);
  cells_may_misfit_ = any_of(protocol.cell_tiers,
                             [&](const CellTier& tier) { return tier.is_per_kg() != is_per_kg; });
}

bool PlainRow::takes_cells(std::string_view line) {
  const char* at = line.data();
  const char* const end = at + line.size();
  const BatchColumn* const last = &columns_.back();
  for (const BatchColumn* one = columns_.data();; ++one) {
    at = one->column->take(cells_, at, end, one->drug);
    if (!at) return false;
    if (one == last) return at == end;
    if (at == end || *at != ',') return false;
    ++at;
  }
}

const Case* PlainRow::take(std::string_view line) {
  if (line.size() > longest_row || !takes_cells(line)) return nullptr;
  if (has_birth_date_ && !cells_.take_age_by_birth_date()) return nullptr;
  if (has_measuring_days_ && !cells_.takes_ages_of_measurements()) return nullptr;
  if (!cells_.has_possible_body()) return nullptr;
  if (cells_may_misfit_ && !cells_.has_cells_for_weight()) return nullptr;
  return &cells_.the_case();
}

} // namespace nkdose
