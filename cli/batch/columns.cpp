#include "cli/batch/columns.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

struct Known {
  std::string_view name;
  ColumnKind kind;
};
using Kind = ColumnKind;
constexpr Known known_columns[] = {
    {"id", Kind::id},
    {"sex", Kind::sex},
    {"age_years", Kind::age_years},
    {"birth_date", Kind::birth_date},
    {"height_cm", Kind::height_cm},
    {"weight_kg", Kind::weight_kg},
    {"serum_creatinine_umol_per_l", Kind::serum_creatinine_umol_per_l},
    {"serum_creatinine_mg_per_dl", Kind::serum_creatinine_mg_per_dl},
    {"cells", Kind::cells},
    {"cells_per_kg", Kind::cells_per_kg},
    {"day_zero", Kind::day_zero},
    {"protocol", Kind::protocol},
};
// What may stand for each other; one of a group is needed, and only one may be there.
constexpr Kind groups[][2] = {
    {Kind::id, Kind::id},
    {Kind::sex, Kind::sex},
    {Kind::age_years, Kind::birth_date},
    {Kind::height_cm, Kind::height_cm},
    {Kind::weight_kg, Kind::weight_kg},
    {Kind::serum_creatinine_umol_per_l, Kind::serum_creatinine_mg_per_dl},
    {Kind::cells, Kind::cells_per_kg},
    {Kind::day_zero, Kind::day_zero},
};

std::string level_name(const ProtocolDrug& drug) {
  return fmt::format("{}_mg_per_m2_per_day", drug.id.text());
}

std::string_view name_of(ColumnKind kind) {
  return find_in(known_columns, kind, &Known::kind)->name;
}

class HeaderReader {
public:
  HeaderReader(const std::string& file, const Protocol& protocol) : file_(file) {
    for (const Known& column : known_columns)
      known_.push_back({column.kind, 0, std::string(column.name)});
    for (std::size_t i = 0; i < protocol.drugs.size(); ++i)
      known_.push_back({Kind::level, i, level_name(protocol.drugs[i])});
  }

  void read(const CsvCell& cell, bool ignore_extra) {
    const auto found = find_in(known_, cell.text, &BatchColumn::name);
    if (found == known_.end()) {
      if (!ignore_extra) report(cell.position, unknown(cell.text));
      columns.push_back({Kind::ignored, 0, cell.text});
      return;
    }
    if (holds(columns, cell.text, &BatchColumn::name))
      report(cell.position,
             {Fault::contradiction, fmt::format("the column {} stands twice", cell.text),
              "keep one of them"});
    columns.push_back(*found);
  }

  void finish() {
    for (const auto& [one, other] : groups) {
      const bool has_one = holds(columns, one, &BatchColumn::kind);
      const bool has_other = one != other && holds(columns, other, &BatchColumn::kind);
      const std::string names = one == other
                                    ? std::string(name_of(one))
                                    : fmt::format("{} or {}", name_of(one), name_of(other));
      if (!has_one && !has_other) missing(names);
      if (has_one && has_other)
        report({1, 1},
               {Fault::contradiction,
                fmt::format("the columns {} and {} say the same", name_of(one), name_of(other)),
                fmt::format("keep one of them: {}", names)});
    }
    for (const BatchColumn& column : known_)
      if (column.kind == Kind::level && !holds(columns, column.name, &BatchColumn::name))
        missing(column.name);
  }

  std::vector<BatchColumn> columns;
  Problems problems;

private:
  TextFault unknown(const std::string& name) const {
    std::vector<std::string_view> names;
    for (const BatchColumn& column : known_)
      names.push_back(column.name);
    return {Fault::unknown_key, fmt::format("{} is not a column here", in_quotes(name)),
            name.find(';') != name.npos ? "separate the columns by commas"
                                        : did_you_mean(name, names) + ", or add --ignore-extra"};
  }

  void missing(const std::string& names) {
    report({1, 1}, {Fault::missing_key, fmt::format("the column {} is missing", names),
                    fmt::format("add {}", names)});
  }

  void report(Position position, TextFault fault) {
    if (problems.size() == Reader::most_problems) return;
    problems.push_back(
        {fault.fault, {file_, position}, std::move(fault.detail), std::move(fault.action)});
  }

  const std::string& file_;
  std::vector<BatchColumn> known_;
};

} // namespace

Checked<std::vector<BatchColumn>, Problems> read_batch_columns(const std::vector<CsvCell>& header,
                                                               const std::string& file,
                                                               const Protocol& protocol,
                                                               bool ignore_extra) {
  HeaderReader reader(file, protocol);
  for (const CsvCell& cell : header)
    reader.read(cell, ignore_extra);
  reader.finish();
  if (!reader.problems.empty()) return std::move(reader.problems);
  return std::move(reader.columns);
}

std::optional<std::size_t> protocol_column(const std::vector<CsvCell>& header) {
  const auto found = find_in(header, "protocol", &CsvCell::text);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

} // namespace nkdose
