#include "schedule/protocol/built_in.hpp"

#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {

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

} // namespace nkdose
