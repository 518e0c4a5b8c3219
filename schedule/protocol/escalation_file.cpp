#include "schedule/protocol/escalation_file.hpp"

#include "dosing/text/table.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr int most_patients = 100;

constexpr Field file_fields[] = {
    {"design", Shape::table, Need::required, "the table of a dose escalation"},
    {"source", Shape::tables, Need::required, "the sources that `source` keys name"},
};
constexpr Field design_fields[] = {
    {"id", Shape::text, Need::required, "the name that [escalation] design gives"},
    {"title", Shape::text, Need::required, "another name for it", "\"3+3\""},
    {"escalate", Shape::text, Need::optional, "what that action is, in words"},
    {"stay", Shape::text, Need::optional, "likewise"},
    {"de_escalate", Shape::text, Need::optional, "likewise"},
    {"eliminate", Shape::text, Need::optional, "likewise"},
    {"maximum", Shape::text, Need::optional,
     "in words: the level above was stopped, and enough patients were seen here"},
    {"maximum_from", Shape::whole, Need::optional, "how many patients are enough", "6"},
    {"row", Shape::tables, Need::required, "a row for each number of patients, ascending"},
    {"source", Shape::text, Need::required, "where the table comes from"},
};
constexpr Field row_fields[] = {
    {"seen", Shape::whole, Need::required, "patients whose window has closed, or with a toxicity"},
    {"escalate", Shape::list, Need::optional, "lowest and highest count of toxicities", "[0, 0]"},
    {"stay", Shape::list, Need::optional, "likewise", "[1, 1]"},
    {"de_escalate", Shape::list, Need::optional, "likewise", "[2, 2]"},
    {"eliminate", Shape::list, Need::optional, "likewise", "[3, 3]"},
};

constexpr std::array<std::string_view, escalation_actions> keys{"escalate", "stay", "de_escalate",
                                                                "eliminate"};
static_assert(keys[static_cast<std::size_t>(EscalationAction::eliminate)] == "eliminate");

// The counts of one action follow on those of the bolder one before it: no gap, no overlap.
int read_end(const Table& table, std::string_view key, int begin) {
  if (!table.has(key)) return begin;
  const std::vector<int> counts = table.wholes(key, 0, most_patients);
  if (counts.size() != 2 || counts[0] > counts[1]) {
    table.report(key, Fault::data, "an action has a lowest and a highest count of toxicities",
                 "write such as [0, 1]");
    return begin;
  }
  if (counts[0] != begin)
    table.report(key, Fault::data,
                 fmt::format("the counts begin at {}, and {} is the next without an action",
                             counts[0], begin),
                 "give every count of toxicities one action, without gap or overlap");
  return counts[1] + 1;
}

EscalationRow read_row(const Table& table) {
  EscalationRow row{table.whole("seen", 1, most_patients).value_or(0), {}};
  int end = 0;
  const std::size_t problems = table.problem_count();
  for (std::size_t i = 0; i < keys.size(); ++i)
    row.ends[i] = end = read_end(table, keys[i], end);
  if (row.seen > 0 && table.problem_count() == problems && end != row.seen + 1)
    table.report("seen", Fault::data,
                 fmt::format("the actions end at {} of {} toxicities", end - 1, row.seen),
                 "give every count from 0 to `seen` one action");
  return row;
}

// One more patient without a toxicity never makes the table more cautious, one with a toxicity
// never makes it bolder.
bool contradicts(const EscalationRow& before, const EscalationRow& row) {
  for (std::size_t i = 0; i + 1 < keys.size(); ++i)
    if (row.ends[i] < before.ends[i] || row.ends[i] > before.ends[i] + row.seen - before.seen)
      return true;
  return false;
}

std::vector<EscalationRow> read_rows(const Table& table) {
  std::vector<EscalationRow> rows;
  const std::vector<Table> records = table.tables("row", row_fields);
  if (table.has("row") && records.empty())
    table.report("row", Fault::data, "the table has no row", "add its rows");
  for (const Table& record : records) {
    const std::size_t problems = record.problem_count();
    const EscalationRow row = read_row(record);
    if (!rows.empty() && rows.back().seen >= row.seen && record.has("seen"))
      record.report("seen", Fault::data, "the rows are not in ascending order",
                    "write the fewest patients first, each number once");
    else if (!rows.empty() && record.problem_count() == problems && contradicts(rows.back(), row))
      record.report(
          "", Fault::contradiction,
          fmt::format("the row of {} contradicts that of {}: a patient without a toxicity "
                      "makes it more cautious, or one with a toxicity bolder",
                      row.seen, rows.back().seen),
          "check the counts of both rows");
    rows.push_back(row);
  }
  return rows;
}

// The maximum tolerated dose: in words, and from how many patients on.
void read_maximum(const Table& table, EscalationDesign& design) {
  constexpr auto place = static_cast<std::size_t>(EscalationAction::maximum);
  design.words[place] = table.text("maximum").value_or("");
  design.maximum_from = table.whole("maximum_from", 1, most_patients).value_or(0);
  if (table.has("maximum") != table.has("maximum_from"))
    table.report("maximum", Fault::missing_key,
                 "a maximum tolerated dose needs both its words and its number of patients",
                 "write maximum = \"...\" and maximum_from = 6");
}

bool uses(const std::vector<EscalationRow>& rows, std::size_t action) {
  for (const EscalationRow& row : rows)
    if (row.ends[action] > (action == 0 ? 0 : row.ends[action - 1])) return true;
  return false;
}

} // namespace

Checked<EscalationDesign, Problems> read_design(const Document& document, std::string sha256) {
  FileProblems reader{document.name, {}};
  const Table file(document.root, file_fields, "", reader);
  const References references(file.tables("source", References::fields));
  EscalationDesign design;
  design.sha256 = std::move(sha256);
  if (const auto table = file.table("design", design_fields)) {
    const auto id = table->text("id", Name::limit);
    if (id && id->size() <= Name::limit) design.id = Name(std::string_view(*id));
    design.title = table->text("title", 60).value_or("");
    const Reference* source = references.of(*table);
    design.source = source ? source->printed() : "";
    design.is_verified = source && source->verified;
    design.rows = read_rows(*table);
    read_maximum(*table, design);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      design.words[i] = table->text(keys[i]).value_or("");
      if (reader.problems.empty() && table->has(keys[i]) != uses(design.rows, i))
        table->report(keys[i], Fault::contradiction,
                      table->has(keys[i]) ? "no row has this action" : "a row has this action",
                      table->has(keys[i]) ? "remove it" : "say in words what it is");
    }
  }
  if (!reader.problems.empty()) return std::move(reader.problems);
  return design;
}

} // namespace nkdose
