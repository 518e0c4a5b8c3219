// The files that are built into the program.
#pragma once

#include "dosing/drug/drug.hpp"
#include "schedule/protocol/data_file.hpp"
#include "schedule/protocol/escalation.hpp"

namespace nkdose {

/// Every built-in file, sorted by name. Made by the build from dosing/drugs, dosing/drug/bands,
/// dosing/glucocorticoids, schedule/protocol/escalation, schedule/protocols and schedule/sites.
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

} // namespace nkdose
