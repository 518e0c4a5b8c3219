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

Checked<CheckedFile, Problems> check_file(const DataFile& file) {
  const std::string name = printable(file.name);
  const auto document = read_toml(file.text, name);
  if (!document) return document.reason();
  const std::string checksum = sha256(file.text);
  if (document->root.find("protocol")) {
    const auto treatment = load_treatment(file, *built_in("sites", "default"));
    if (!treatment) return treatment.reason();
    return CheckedFile{"protocol", std::string(treatment->protocol.id.text()), checksum};
  }
  if (document->root.find("drug")) {
    const auto drug = read_drug(*document, checksum);
    if (!drug) return drug.reason();
    return CheckedFile{"drug", std::string(drug->id.text()), checksum};
  }
  if (document->root.find("criteria")) {
    const auto criteria = read_criteria(*document, checksum);
    if (!criteria) return criteria.reason();
    return CheckedFile{"criteria", std::string(criteria->protocol.text()), checksum};
  }
  if (document->root.find("glucocorticoids")) {
    const auto glucocorticoids = read_glucocorticoids(*document, checksum);
    if (!glucocorticoids) return glucocorticoids.reason();
    return CheckedFile{"glucocorticoids", std::string(glucocorticoids->id.text()), checksum};
  }
  if (document->root.find("bands")) {
    const auto bands = read_band_table(*document, checksum);
    if (!bands) return bands.reason();
    return CheckedFile{"bands", std::string(bands->id.text()), checksum};
  }
  if (document->root.find("design")) {
    const auto design = read_design(*document, checksum);
    if (!design) return design.reason();
    return CheckedFile{"design", std::string(design->id.text()), checksum};
  }
  if (document->root.find("site")) {
    const auto site = read_site(*document, checksum);
    if (!site) return site.reason();
    return CheckedFile{"site", std::string(site->id.text()), checksum};
  }
  return Problems{{Fault::data, name,
                   "the file has no [protocol], [criteria], [drug], [bands], [glucocorticoids], "
                   "[design] or [site] "
                   "table",
                   "only these kinds of file are checked; a case is checked by nkdose plan"}};
}

} // namespace nkdose
