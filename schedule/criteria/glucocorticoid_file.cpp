#include "schedule/criteria/glucocorticoid_file.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/table.hpp"

namespace nkdose {
namespace {

constexpr Field file_fields[] = {
    {"glucocorticoids", Shape::table, Need::required, "the table of equivalents"},
    {"glucocorticoid", Shape::tables, Need::required, "the glucocorticoids"},
    {"source", Shape::tables, Need::required, "the sources that `source` keys name"},
};
constexpr Field table_fields[] = {
    {"id", Shape::text, Need::required, "the table's name"},
    {"title", Shape::text, Need::required, "what the numbers equal"},
    {"source", Shape::text, Need::required, "where they come from"},
};
constexpr Field steroid_fields[] = {
    {"id", Shape::text, Need::required, "its name in [screening]"},
    {"equal", Shape::list, Need::required, "lowest and highest that equals 5 mg of prednisone",
     "[\"4 mg\", \"4 mg\"]"},
    {"source", Shape::text, Need::required, "where the numbers come from"},
};

} // namespace

Checked<GlucocorticoidTable, Problems> read_glucocorticoids(const Document& document,
                                                            std::string sha256) {
  FileProblems reader{document.name, {}};
  const Table file(document.root, file_fields, "", reader);
  const References references(file.tables("source", References::fields));
  GlucocorticoidTable table{{}, "", std::move(sha256), {}};
  if (const auto head = file.table("glucocorticoids", table_fields)) {
    table.id = head->name("id").value_or(Name());
    table.title = head->text("title").value_or("");
    references.of(*head);
  }
  for (const Table& record : file.tables("glucocorticoid", steroid_fields)) {
    const auto id = record.name("id");
    const auto equal = record.range<DrugMass>("equal", read_drug_mass);
    const Reference* reference = references.of(record);
    if (!id || !equal || !reference) continue;
    if (equal->first <= DrugMass() || equal->second.value() > 100_d)
      record.report("equal", Fault::outside_limits, "a dose is above 0 and at most 100 mg",
                    "check the numbers");
    if (holds(table.all, *id, &Glucocorticoid::id))
      record.report("id", Fault::contradiction, "the glucocorticoid stands twice", "keep one");
    table.all.push_back({*id, equal->first.value(), equal->second.value(), reference->printed()});
  }
  if (!reader.problems.empty()) return std::move(reader.problems);
  return table;
}

} // namespace nkdose
