#include "cli/row/columns.hpp"

#include "cli/row/plain_cells.hpp"
#include "cli/row/row_cells.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

using Row = RowCells;
using Plain = PlainCells;
constexpr bool empty_too = true;
constexpr Column table[] = {
    {"id", Says::id, "the patient in the site's words: 1 to 64 printable characters", &Row::id,
     Plain::id},
    {"sex", Says::sex, "female or male", &Row::sex, Plain::sex},
    {"age_years", Says::age, "completed on the first drug day: 1 to 120", &Row::age_years,
     Plain::age_years},
    {"birth_date", Says::age, "such as 1984-05-17; the age follows from it", &Row::birth_date,
     Plain::birth_date},
    {"height_cm", Says::height, "50 to 250 cm", &Row::height_cm, Plain::height_cm},
    {"weight_kg", Says::weight, "on the scales: 10 to 350 kg", &Row::weight_kg, Plain::weight_kg},
    {"serum_creatinine_umol_per_l", Says::creatinine, "10 to 3,000 umol/L; may be empty",
     &Row::serum_creatinine_umol_per_l, Plain::serum_creatinine_umol_per_l, empty_too},
    {"serum_creatinine_mg_per_dl", Says::creatinine, "the same in mg/dL; may be empty",
     &Row::serum_creatinine_mg_per_dl, Plain::serum_creatinine_mg_per_dl, empty_too},
    {"_mg_per_m2_per_day", Says::level, "a column a drug: its level for one day", &Row::level,
     Plain::level},
    {"cells", Says::cells, "the assigned CAR-positive NK cells, such as 1e9 or 1000000000",
     &Row::cells, Plain::cells},
    {"cells_per_kg", Says::cells, "the same per kg of body weight", &Row::cells_per_kg,
     Plain::cells_per_kg},
    {"day_zero", Says::day_zero, "of the first infusion, such as 2026-12-07: 1990 to 2100",
     &Row::day_zero, Plain::day_zero},
    {"weight_on", Says::weight_on, "the day of weighing; may be empty or left out: P004",
     &Row::weight_on, Plain::weight_on, empty_too},
    {"creatinine_on", Says::creatinine_on, "the day of the sample; may be empty or left out: P005",
     &Row::creatinine_on, Plain::creatinine_on, empty_too},
    {"", Says::safety, "yes, no or unknown; empty or left out is unknown: P007", &Row::safety,
     Plain::safety, empty_too},
    {"protocol", Says::protocol, "an id, the same in every row", &Row::protocol, Plain::protocol},
};
constexpr Column ignored{"", Says::none, "", &Row::anything, Plain::anything, empty_too};

constexpr const Column& level_column = *std::ranges::find(table, Says::level, &Column::says);
constexpr const Column& safety_column = *std::ranges::find(table, Says::safety, &Column::says);

std::string level_name(std::string_view drug) {
  return fmt::format("{}{}", drug, level_column.name);
}

// What a file must say, by one column or another; and the levels of its protocol.
constexpr Says needed[] = {Says::id,     Says::sex,        Says::age,   Says::height,
                           Says::weight, Says::creatinine, Says::cells, Says::day_zero};

std::vector<std::string_view> names_for(Says what) {
  std::vector<std::string_view> names;
  for (const Column& column : table)
    if (column.says == what) names.push_back(column.name);
  return names;
}

class HeaderReader {
public:
  HeaderReader(const std::string& file, const Protocol& protocol) : file_(file) {
    for (const Column& column : table)
      if (!column.name.empty() && column.says != Says::level)
        known_.push_back({&column, 0, std::string(column.name)});
    for (std::size_t i = 0; i < safety_question_ids.size(); ++i)
      known_.push_back({&safety_column, i, std::string(safety_question_ids[i])});
    for (std::size_t i = 0; i < protocol.drugs.size(); ++i)
      known_.push_back({&level_column, i, level_name(protocol.drugs[i].id.text())});
  }

  void read(const CsvCell& cell, bool ignore_extra) {
    const auto found = find_in(known_, lower_case(cell.text), &BatchColumn::name);
    if (found == known_.end()) {
      if (!ignore_extra) report(cell.position, unknown(cell.text));
      columns.push_back({&ignored, 0, cell.text});
      return;
    }
    if (has(found->name))
      report(cell.position,
             {Fault::contradiction, fmt::format("the column {} stands twice", cell.text),
              "keep one of them"});
    columns.push_back(*found);
  }

  void finish() {
    for (const Says what : needed) {
      const auto names = names_for(what);
      std::vector<std::string_view> found;
      for (const std::string_view name : names)
        if (has(name)) found.push_back(name);
      if (found.empty()) missing(fmt::format("{}", fmt::join(names, " or ")));
      if (found.size() > 1)
        report({1, 1}, {Fault::contradiction,
                        fmt::format("the columns {} say the same", fmt::join(found, " and ")),
                        fmt::format("keep one of them: {}", fmt::join(found, " or "))});
    }
    for (const BatchColumn& column : known_)
      if (column.says() == Says::level && !has(column.name)) missing(column.name);
  }

  std::vector<BatchColumn> columns;
  Problems problems;

private:
  bool has(std::string_view name) const { return holds(columns, name, &BatchColumn::name); }

  TextFault unknown(const std::string& name) const {
    std::vector<std::string_view> names;
    for (const BatchColumn& column : known_)
      names.push_back(column.name);
    return {Fault::unknown_key, fmt::format("{} is not a column here", in_quotes(name)),
            name.find(';') != name.npos ? "separate the columns by one sign"
                                        : did_you_mean(name, names) + ", or add --ignore-extra"};
  }

  void missing(const std::string& names) {
    report({1, 1}, {Fault::missing_key, fmt::format("the column {} is missing", names),
                    fmt::format("add {}", names)});
  }

  void report(Position position, TextFault fault) {
    if (problems.size() == FileProblems::most_problems) return;
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
  const auto found =
      find_in(header, "protocol", [](const CsvCell& cell) { return lower_case(cell.text); });
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

std::string list_of_columns(std::span<const std::string_view> drugs) {
  std::string list;
  Says before = Says::none;
  for (const Column& column : table) {
    if (column.says == Says::level)
      for (const std::string_view drug : drugs)
        list += fmt::format(", {}", level_name(drug));
    else if (column.says == Says::safety)
      list += fmt::format(", {}", fmt::join(safety_question_ids, ", "));
    else if (column.says == Says::weight_on)
      list += fmt::format("; and, if wanted, {}", column.name);
    else
      list += fmt::format("{}{}",
                          list.empty()            ? ""
                          : column.says == before ? " or "
                                                  : ", ",
                          column.name);
    before = column.says;
  }
  return list;
}

std::string table_of_columns() {
  std::string text = "| column | what it means |\n| --- | --- |\n";
  for (const Column& column : table)
    text += fmt::format("| `{}{}` | {} |\n", column.says == Says::level ? "DRUG" : "",
                        column.says == Says::safety
                            ? fmt::format("{}", fmt::join(safety_question_ids, "`, `"))
                            : std::string(column.name),
                        column.meaning);
  return text;
}

} // namespace nkdose
