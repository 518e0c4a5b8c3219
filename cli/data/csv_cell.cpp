#include "cli/data/csv_cell.hpp"

namespace nkdose {

std::string csv_cell(std::string_view text) {
  std::string cell(text);
  if (!cell.empty() && formula_starts.find(cell[0]) != formula_starts.npos) cell.insert(0, 1, '\'');
  if (cell.find_first_of(",\"\n\r") == cell.npos) return cell;
  for (std::size_t at = cell.find('"'); at != cell.npos; at = cell.find('"', at + 2))
    cell.insert(at, 1, '"');
  return '"' + cell + '"';
}

} // namespace nkdose
