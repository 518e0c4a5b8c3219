#include "cli/row/row_in.hpp"

#include "cli/case/case_limits.hpp"
#include "cli/row/text.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::size_t whole_row = SIZE_MAX;

// Of a row that has no list of cells: its id, where no quotation mark comes before its end.
std::string_view id_before_quotation_marks(std::string_view line, std::size_t id_cell,
                                           char separator) {
  std::string_view rest = line.substr(0, line.find('"'));
  for (std::size_t i = 0; i < id_cell; ++i) {
    const std::size_t comma = rest.find(separator);
    if (comma == rest.npos) return {};
    rest.remove_prefix(comma + 1);
  }
  const std::size_t end = rest.find(separator);
  if (end == rest.npos || unusable_patient_id(rest.substr(0, end))) return {};
  return unguarded(rest.substr(0, end));
}

TextFault wrong_count(std::size_t cells, std::size_t columns) {
  return {Fault::syntax,
          cells > columns ? fmt::format("the row has more cells than the header's {}", columns)
          : cells == 1    ? fmt::format("the row has 1 cell, the header {}", columns)
                          : fmt::format("the row has {} cells, the header {}", cells, columns),
          "write one cell a column"};
}

} // namespace

RowReader::RowReader(const Protocol& protocol, const std::vector<BatchColumn>& columns,
                     char separator)
    : columns_(columns), reader_(protocol), separator_(separator) {}

std::size_t RowReader::cell_of(Says what) const {
  const auto found = find_in(columns_, what, [](const BatchColumn& one) { return one.says(); });
  return static_cast<std::size_t>(found - columns_.begin());
}

const Case* RowReader::read(std::string_view line) {
  faults_.clear();
  id_ = {};
  if (line.size() > longest_row) {
    report(whole_row, TextFault{Fault::too_large, "the row is longer than 1 MiB",
                                "check whether a line end or a quotation mark is missing"});
    return nullptr;
  }
  if (!split(line)) return nullptr;
  read_cells();
  report(cell_of(Says::age), reader_.age_by_birth_date());
  report(cell_of(Says::weight_on), reader_.age_of_weight());
  report(cell_of(Says::creatinine_on), reader_.age_of_creatinine());
  judge_body();
  if (faults_.empty()) report(cell_of(Says::cells), reader_.cells_for_weight());
  return faults_.empty() ? &reader_.the_case() : nullptr;
}

// Into as many cells as the header has.
bool RowReader::split(std::string_view line) {
  auto cells = read_csv_row(line, 1, separator_);
  const std::size_t id_cell = cell_of(Says::id);
  if (!cells) {
    faults_.push_back({whole_row, cells.reason().fault, cells.reason().position.column});
    id_ = id_before_quotation_marks(line, id_cell, separator_);
    return false;
  }
  cells_ = *std::move(cells);
  // Spreadsheets end a file with rows of separators.
  if (all_of(cells_, [](const CsvCell& cell) { return cell.text.empty(); })) return false;
  if (cells_.size() == columns_.size()) return true;
  if (id_cell < cells_.size() && !unusable_patient_id(cells_[id_cell].text))
    id_ = cells_[id_cell].text;
  report(whole_row, wrong_count(cells_.size(), columns_.size()));
  return false;
}

void RowReader::read_cells() {
  reader_.begin();
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const auto& [column, drug, name] = columns_[i];
    if (cells_[i].text.empty() && !column->may_be_empty)
      report(i, TextFault{Fault::missing_key, "the cell is empty",
                          "only a creatinine may be missing, and its drug is then refused"});
    else
      report(i, (reader_.*column->read)(cells_[i].text, drug));
  }
  id_ = reader_.known_id();
}

void RowReader::judge_body() {
  const auto height = reader_.height();
  const auto weight = reader_.weight();
  if (height && weight) {
    for (auto& [key, fault] : impossible_body(*height, *weight))
      report(cell_of(key == "height" ? Says::height : Says::weight), std::move(fault));
  } else if (height) {
    report(cell_of(Says::height), impossible_height(*height));
  } else if (weight) {
    report(cell_of(Says::weight), impossible_weight(*weight));
  }
}

std::size_t RowReader::column_of(const RowFault& fault, std::string_view line) const {
  if (fault.cell >= columns_.size()) return fault.column;
  const auto cells =
      read_csv_row(line.substr(0, std::min(line.size(), longest_row)), 1, separator_);
  return cells ? (*cells)[fault.cell].position.column : 1;
}

std::string_view RowReader::name_of(const RowFault& fault) const {
  return fault.cell < columns_.size() ? std::string_view(columns_[fault.cell].name) : "";
}

} // namespace nkdose
