// A file that may be CSV, TOML or JSON: its name says which.
#pragma once

#include "dosing/text/document.hpp"

#include <string>

namespace nkdose {

using CsvReader = Checked<Document, Problems> (*)(std::string_view text, std::string name);

/// `.csv` is read by `read_csv`, `.toml` is TOML, anything else JSON. Throws Invalid.
Document document_of(const std::string& path, const std::string& text, CsvReader read_csv);

} // namespace nkdose
