// How a data file is read, and what the built-in ones hold.
#pragma once

#include "dosing/drug/drug.hpp"
#include "dosing/text/document.hpp"
#include "dosing/text/sha256.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/protocol/built_in.hpp"
#include "schedule/protocol/escalation.hpp"

namespace nkdose {

/// What `read` makes of the file's document and checksum, or all that is wrong with it.
template <class Read>
auto read_file(const DataFile& file, Read read)
    -> decltype(read(std::declval<const Document&>(), std::string())) {
  const auto document = read_toml(file.text, printable(file.name));
  if (!document) return document.reason();
  return read(*document, sha256(file.text));
}

/// A built-in drug: its file is part of the program, and correct (a test reads them all).
Drug built_in_drug(const DataFile& file);
/// Likewise a design of dose escalation.
EscalationDesign built_in_design(const DataFile& file);
/// The built-in design of an id or a title ("3+3").
std::optional<EscalationDesign> find_design(std::string_view name);

} // namespace nkdose
