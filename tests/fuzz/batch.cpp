// A stream of rows, CSV or NDJSON: a row out for each row in, and no dose in a row that has none.
#include "cli/case/csv.hpp"
#include "cli/command/program.hpp"
#include "dosing/text/quantity_text.hpp"
#include "target.hpp"

#include <nlohmann/json.hpp>

#include <sstream>

namespace nkdose {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

std::vector<std::string_view> rows_of(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  std::vector<std::string_view> rows;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view row = text.substr(0, end);
    if (row.ends_with('\r')) row.remove_suffix(1);
    if (!row.empty()) rows.push_back(row);
    if (end == text.npos) break;
    text.remove_prefix(end + 1);
  }
  return rows;
}

bool may_have_doses(std::string_view status) {
  return status == "ready" || status == "draft";
}

// f01's columns: id, status, three figures of the patient, then what could be given up to the
// dates.
constexpr std::size_t columns = 15, first_dose = 5, last_dose = 9;

void judge_csv(std::string_view line) {
  const auto cells = read_csv_row(line, 1);
  must_hold(cells && cells->size() == columns, "a row out has the header's columns");
  const std::string& status = (*cells)[1].text;
  must_hold(may_have_doses(status) || status == "refused" || status == "error", "a known status");
  for (std::size_t i = first_dose; i <= last_dose; ++i)
    must_hold((*cells)[i].text.empty() != may_have_doses(status), "doses where they may be given");
  if (!may_have_doses(status)) return;
  const auto fludarabine = read_number((*cells)[first_dose].text);
  const auto cyclophosphamide = read_number((*cells)[first_dose + 2].text);
  must_hold(fludarabine && *fludarabine <= Decimal(84), "fludarabine below 30 mg/m2 x 2.8 m2");
  must_hold(cyclophosphamide && *cyclophosphamide <= Decimal(840), "300 mg/m2 x 2.8 m2");
}

void judge_json(std::string_view line) {
  const auto row = nlohmann::json::parse(line, nullptr, false);
  must_hold(row.is_object() && row["schema"] == "nkdose/batch/1", "an object a row");
  const std::string status = row["status"];
  for (const auto& [key, value] : row.items())
    if (key.ends_with("_mg") || key.ends_with("_mg_per_day") || key == "cells")
      must_hold(value.is_null() || may_have_doses(status), "doses where they may be given");
}

} // namespace
} // namespace nkdose

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace nkdose;
  const std::string text(text_of(bytes, size));
  std::istringstream in(text);
  std::ostringstream out, err;
  const int code = run({"batch", "-", "--protocol", "f01"}, in, out, err);
  const std::string written = std::move(out).str();
  must_hold(code >= 0 && code <= 2, "an exit code of a batch");
  if (code == 2) {
    must_hold(written.empty(), "nothing is computed from an input that cannot be used");
    return 0;
  }
  const std::vector<std::string_view> rows_in = rows_of(text), rows_out = rows_of(written);
  const bool is_csv = written.starts_with("id,");
  must_hold(rows_in.size() == rows_out.size(), "a row out for each row in");
  for (std::size_t i = is_csv ? 1 : 0; i < rows_out.size(); ++i)
    is_csv ? judge_csv(rows_out[i]) : judge_json(rows_out[i]);
  return 0;
}
