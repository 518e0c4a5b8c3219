#include "schedule/protocol/library.hpp"

#include "dosing/drug/bands_file.hpp"
#include "dosing/drug/drug_file.hpp"
#include "dosing/text/search.hpp"
#include "schedule/criteria/criteria_file.hpp"
#include "schedule/criteria/glucocorticoid_file.hpp"
#include "schedule/instruction/vocabulary_file.hpp"
#include "schedule/protocol/built_in_file.hpp"
#include "schedule/protocol/escalation_file.hpp"
#include "schedule/protocol/protocol_file.hpp"
#include "schedule/protocol/site_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

void append(Problems& all, const Problems& more) {
  all.insert(all.end(), more.begin(), more.end());
}

} // namespace

Checked<Criteria, Problems> load_criteria(const DataFile& file) {
  auto criteria = read_file(file, read_criteria);
  if (criteria)
    (*criteria).glucocorticoids =
        *read_file(*built_in("glucocorticoids", "prednisone-equivalents"), read_glucocorticoids);
  return criteria;
}

Checked<Treatment, Problems> load_treatment(const DataFile& protocol_file,
                                            const DataFile& site_file,
                                            const std::optional<DataFile>& criteria_file) {
  Problems problems;
  auto protocol = read_file(protocol_file, read_protocol);
  if (!protocol) append(problems, protocol.reason());
  auto site = read_file(site_file, read_site);
  if (!site) append(problems, site.reason());
  if (!protocol || !site) return problems;

  Treatment treatment{std::move(*protocol), {}, std::move(*site), {}};
  for (const DrugRounding& rounding : treatment.site.roundings)
    if (!rounding.bands.empty() && !holds(treatment.band_tables, rounding.bands, &BandTable::id))
      treatment.band_tables.push_back(
          *read_file(*built_in("bands", rounding.bands.text()), read_band_table));
  for (const ProtocolDrug& use : treatment.protocol.drugs) {
    const auto drug_file = built_in("drugs", use.id.text());
    if (!drug_file) {
      problems.push_back({Fault::unknown_name,
                          {printable(protocol_file.name)},
                          fmt::format("no drug is called {}", in_quotes(use.id.text())),
                          did_you_mean(use.id.text(), built_in_ids("drugs"))});
      continue;
    }
    treatment.drugs.push_back(built_in_drug(*drug_file));
  }
  if (problems.empty()) append(problems, misfits(treatment, printable(protocol_file.name)));
  if (criteria_file) {
    const auto criteria = load_criteria(*criteria_file);
    if (criteria)
      append(problems, misfits(*criteria, treatment.protocol, printable(criteria_file->name)));
    else
      append(problems, criteria.reason());
    if (criteria) treatment.criteria = *criteria;
  }
  if (!problems.empty()) return problems;
  return treatment;
}

namespace {

// What a file is read as, by its top table.
struct FileKind {
  std::string_view table;
  Checked<std::string, Problems> (*id_of)(const DataFile& file, const Document& document);
};

template <class Read>
Checked<std::string, Problems> id_in(const Document& document, Read read) {
  const auto value = read(document, "");
  if (!value) return value.reason();
  return std::string(value->id.text());
}

Checked<std::string, Problems> protocol_id(const DataFile& file, const Document&) {
  const auto treatment = load_treatment(file, *built_in("sites", "default"));
  if (!treatment) return treatment.reason();
  return std::string(treatment->protocol.id.text());
}

// Together with their protocol where that is built in.
Checked<std::string, Problems> criteria_id(const DataFile& file, const Document& document) {
  const auto criteria = read_criteria(document, "");
  if (!criteria) return criteria.reason();
  const std::string id(criteria->protocol.text());
  if (const auto protocol = built_in("protocols", id)) {
    const auto treatment = load_treatment(*protocol, *built_in("sites", "default"), file);
    if (!treatment) return treatment.reason();
  }
  return id;
}

constexpr FileKind file_kinds[] = {
    {"protocol", protocol_id},
    {"criteria", criteria_id},
    {"drug", [](const DataFile&, const Document& d) { return id_in(d, read_drug); }},
    {"bands", [](const DataFile&, const Document& d) { return id_in(d, read_band_table); }},
    {"glucocorticoids",
     [](const DataFile&, const Document& d) { return id_in(d, read_glucocorticoids); }},
    {"design", [](const DataFile&, const Document& d) { return id_in(d, read_design); }},
    {"order_words", [](const DataFile&, const Document& d) { return id_in(d, read_vocabulary); }},
    {"site", [](const DataFile&, const Document& d) { return id_in(d, read_site); }},
};

} // namespace

Checked<CheckedFile, Problems> check_file(const DataFile& file) {
  const std::string name = printable(file.name);
  const auto document = read_toml(file.text, name);
  if (!document) return document.reason();
  std::string tables;
  for (const FileKind& kind : file_kinds) {
    tables += fmt::format("{}[{}]", tables.empty() ? "" : ", ", kind.table);
    if (!document->root.find(kind.table)) continue;
    const auto id = kind.id_of(file, *document);
    if (!id) return id.reason();
    return CheckedFile{kind.table, *id, sha256(file.text)};
  }
  return Problems{{Fault::data,
                   {name},
                   fmt::format("the file has none of the tables {}", tables),
                   "only these kinds of file are checked; a case is checked by nkdose plan"}};
}

} // namespace nkdose
