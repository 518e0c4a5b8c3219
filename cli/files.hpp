// Reading and writing files. Only this file touches them.
#pragma once

#include "dosing/checked.hpp"

#include <iosfwd>
#include <string>

namespace nkdose {

/// Why a file could not be opened, read or written, as the system says it; empty for a closed pipe,
/// which is silent. Exit code 3.
struct FileFault {
  std::string detail;
};

/// The whole file, or everything up to one byte more than the largest document.
Checked<std::string, FileFault> read_whole_file(const std::string& path);
Checked<std::string, FileFault> read_whole_stream(std::istream& in, std::string_view name);

/// To an absent or a regular file: into a temporary file beside it, synced, then renamed, so that
/// there is never half a plan. To anything else (a device, a pipe): through.
std::optional<FileFault> write_whole_file(const std::string& path, std::string_view text);

/// Whether something stands at a path.
bool is_there(const std::string& path);
/// Whether two paths lead to one regular file.
bool is_same_file(const std::string& a, const std::string& b);

} // namespace nkdose
