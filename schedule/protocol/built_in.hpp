// Data files, and those that are built into the program.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace nkdose {

/// A data file: its name as messages print it, and its bytes.
struct DataFile {
  std::string_view name; ///< such as "protocols/f01.toml"
  std::string_view text;
};

/// Every built-in file, sorted by name. Made by the build from dosing/drugs, dosing/bands,
/// dosing/glucocorticoids, schedule/escalation, schedule/order_words, schedule/protocols and
/// schedule/sites.
std::span<const DataFile> built_in_files();

/// The built-in file of a folder ("protocols", "drugs", "bands", "glucocorticoids", "escalation",
/// "order_words", "sites") and an id.
std::optional<DataFile> built_in(std::string_view folder, std::string_view id);
/// The built-in file of a name such as "protocols/f01.criteria.toml".
std::optional<DataFile> built_in_file(std::string_view name);
/// The ids of a folder's files; the criteria beside a protocol are not one of them.
std::vector<std::string_view> built_in_ids(std::string_view folder);

} // namespace nkdose
