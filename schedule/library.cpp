#include "schedule/library.hpp"

#include "dosing/search.hpp"
#include "dosing/sha256.hpp"
#include "dosing/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

template <class Read>
auto read_file(const DataFile& file, Read read)
    -> decltype(read(std::declval<const Document&>(), std::string())) {
  const auto document = read_toml(file.text, printable(file.name));
  if (!document) return document.reason();
  return read(*document, sha256(file.text));
}

void append(Problems& all, const Problems& more) {
  all.insert(all.end(), more.begin(), more.end());
}

} // namespace

std::optional<DataFile> built_in(std::string_view folder, std::string_view id) {
  return built_in_file(fmt::format("{}/{}.toml", folder, id));
}

std::optional<DataFile> built_in_file(std::string_view name) {
  const auto files = built_in_files();
  const auto found = find_in(files, name, &DataFile::name);
  if (found == files.end()) return std::nullopt;
  return *found;
}

std::vector<std::string_view> built_in_ids(std::string_view folder) {
  std::vector<std::string_view> ids;
  for (const DataFile& file : built_in_files())
    if (file.name.starts_with(folder) && !file.name.ends_with(".criteria.toml"))
      ids.push_back(file.name.substr(folder.size() + 1, file.name.size() - folder.size() - 6));
  return ids;
}

Checked<Criteria, Problems> load_criteria(const DataFile& file) {
  auto criteria = read_file(file, read_criteria);
  if (criteria)
    (*criteria).glucocorticoids =
        *read_file(*built_in("glucocorticoids", "prednisone-equivalents"), read_glucocorticoids);
  return criteria;
}

Drug built_in_drug(const DataFile& file) {
  return *read_file(file, read_drug);
}

EscalationDesign built_in_design(const DataFile& file) {
  return *read_file(file, read_design);
}

std::optional<EscalationDesign> find_design(std::string_view name) {
  for (const std::string_view id : built_in_ids("escalation")) {
    EscalationDesign design = built_in_design(*built_in("escalation", id));
    if (name == id || name == design.title) return design;
  }
  return std::nullopt;
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
      problems.push_back({Fault::unknown_name, printable(protocol_file.name),
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
  return Problems{{Fault::data, name, fmt::format("the file has none of the tables {}", tables),
                   "only these kinds of file are checked; a case is checked by nkdose plan"}};
}

} // namespace nkdose
