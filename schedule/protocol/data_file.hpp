// A data file, and how it is read: the document that it holds, and the checksum of its bytes.
#pragma once

#include "dosing/text/document.hpp"
#include "dosing/text/sha256.hpp"
#include "dosing/text/wording.hpp"

namespace nkdose {

/// A data file: its name as messages print it, and its bytes.
struct DataFile {
  std::string_view name; ///< such as "protocols/f01.toml"
  std::string_view text;
};

/// What `read` makes of the file's document and checksum, or all that is wrong with it.
template <class Read>
auto read_file(const DataFile& file, Read read)
    -> decltype(read(std::declval<const Document&>(), std::string())) {
  const auto document = read_toml(file.text, printable(file.name));
  if (!document) return document.reason();
  return read(*document, sha256(file.text));
}

} // namespace nkdose
