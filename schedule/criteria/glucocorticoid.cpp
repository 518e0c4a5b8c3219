#include "schedule/criteria/glucocorticoid.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

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

constexpr Decimal of_prednisone = 5_d; // mg
constexpr Decimal most_a_day = 100'000_d;

// One dose of one glucocorticoid.
Reading<PrednisoneEquivalent> read_one(std::string_view text, const GlucocorticoidTable& table) {
  const auto blank = text.rfind(' ');
  const auto dose =
      read_in_unit(blank == text.npos ? text : text.substr(0, blank), "mg/day", most_a_day);
  if (!dose)
    return TextFault{dose.reason().fault, dose.reason().detail,
                     "write such as \"16 mg/day methylprednisolone\", or \"none\""};
  const std::string_view name = blank == text.npos ? "" : text.substr(blank + 1);
  const auto found = find_in(table.all, name, [](const Glucocorticoid& glucocorticoid) {
    return glucocorticoid.id.text();
  });
  if (found == table.all.end()) {
    std::vector<std::string_view> known;
    for (const Glucocorticoid& glucocorticoid : table.all)
      known.push_back(glucocorticoid.id.text());
    return TextFault{Fault::unknown_name,
                     fmt::format("{} does not end with a known glucocorticoid", in_quotes(text)),
                     did_you_mean(name, known)};
  }
  const Exact times_five = exact(*dose, of_prednisone);
  return PrednisoneEquivalent{times_five.over(found->most_mg), times_five.over(found->least_mg)};
}

} // namespace

Checked<GlucocorticoidTable, Problems> read_glucocorticoids(const Document& document,
                                                            std::string sha256) {
  Reader reader{document.name, {}};
  const Record file(document.root, file_fields, "", reader);
  const References references(file.records("source", References::fields));
  GlucocorticoidTable table{{}, "", std::move(sha256), {}};
  if (const auto head = file.record("glucocorticoids", table_fields)) {
    table.id = head->name("id").value_or(Name());
    table.title = head->text("title").value_or("");
    references.of(*head);
  }
  for (const Record& record : file.records("glucocorticoid", steroid_fields)) {
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

Reading<PrednisoneEquivalent> read_glucocorticoid_dose(std::string_view text,
                                                       const GlucocorticoidTable& table) {
  constexpr std::string_view plus = " + ";
  PrednisoneEquivalent sum;
  if (text == "none") return sum;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(plus, from), text.size());
    const auto one = read_one(text.substr(from, end - from), table);
    if (!one) return one.reason();
    sum.low += one->low;
    sum.high += one->high;
    if (sum.high > most_a_day)
      return TextFault{Fault::outside_limits,
                       fmt::format("{} is more than 100 g a day", in_quotes(text)),
                       "check the numbers"};
    from = end == text.size() ? text.size() + 1 : end + plus.size();
  }
  return sum;
}

std::string pattern_of(const GlucocorticoidTable& table) {
  std::string names;
  for (const Glucocorticoid& one : table.all)
    names += fmt::format("{}{}", names.empty() ? "" : "|", pattern_of_word(one.id.text()));
  const std::string one = fmt::format("{} ({})", pattern_in_unit("mg/day"), names);
  return fmt::format("none|{0}( \\+ {0})*", one);
}

} // namespace nkdose
