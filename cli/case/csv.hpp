// Comma-separated values (RFC 4180) are read; but a line end always ends a row.
#pragma once

#include "dosing/text/document.hpp"
#include "dosing/text/table.hpp"

namespace nkdose {

struct CsvCell {
  std::string text;
  Position position;
};
struct CsvFault {
  Position position;
  TextFault fault;
};

/// The cells of one line without its end, `unguarded`.
Checked<std::vector<CsvCell>, CsvFault> read_csv_row(std::string_view line, std::uint32_t number);

/// A file whose header has some of the fields, in any order, as the document that a TOML file with
/// a table `key` a row would be: one reader serves both. An empty cell is no value. What is wrong
/// with the header is said alone, else all that is wrong with the rows.
Checked<Document, Problems> read_csv(std::string_view text, std::string name, std::string_view key,
                                     Fields fields);

/// A cell without the quotation mark that guards it against spreadsheets.
std::string_view unguarded(std::string_view cell);

} // namespace nkdose
