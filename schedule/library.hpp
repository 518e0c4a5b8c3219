// The files that are built into the program, and how a treatment is put together from files.
#pragma once

#include "schedule/escalation.hpp"
#include "schedule/treatment.hpp"

namespace nkdose {

/// A data file: its name as messages print it, and its bytes.
struct DataFile {
  std::string_view name; ///< such as "protocols/f01.toml"
  std::string_view text;
};

/// Every built-in file, sorted by name. Made by the build from dosing/drugs, dosing/bands,
/// dosing/glucocorticoids, schedule/escalation, schedule/protocols and schedule/sites.
std::span<const DataFile> built_in_files();

/// The built-in file of a folder ("protocols", "drugs", "bands", "glucocorticoids", "escalation",
/// "sites") and an id.
std::optional<DataFile> built_in(std::string_view folder, std::string_view id);
/// The built-in file of a name such as "protocols/f01.criteria.toml".
std::optional<DataFile> built_in_file(std::string_view name);
/// The ids of a folder's files; the criteria beside a protocol are not one of them.
std::vector<std::string_view> built_in_ids(std::string_view folder);

/// A built-in drug: its file is part of the program, and correct (a test reads them all).
Drug built_in_drug(const DataFile& file);
/// Likewise a design of dose escalation.
EscalationDesign built_in_design(const DataFile& file);
/// The built-in design of an id or a title ("3+3").
std::optional<EscalationDesign> find_design(std::string_view name);

/// Reads the protocol, its drugs and the site, and proves that they fit together; likewise the
/// criteria beside the protocol, where a patient is screened.
Checked<Treatment, Problems> load_treatment(const DataFile& protocol, const DataFile& site,
                                            const std::optional<DataFile>& criteria = {});

/// Reads criteria, with the built-in equivalents of glucocorticoids.
Checked<Criteria, Problems> load_criteria(const DataFile& file);

/// Reads one file as what its top table says it is: a protocol, its criteria, a drug, a
/// table of bands, a table of glucocorticoids, a design of dose escalation or a site.
struct CheckedFile {
  std::string_view kind; ///< protocol, criteria, drug, bands, glucocorticoids, design or site
  std::string id;
  std::string sha256;
};
Checked<CheckedFile, Problems> check_file(const DataFile& file);

} // namespace nkdose
