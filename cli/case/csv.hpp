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

/// What stands between the cells: a comma; a semicolon or a tab in a file whose first line has no
/// comma, or says so itself ("sep=;", as spreadsheets write it).
char separator_of(std::string_view first_line);
/// Whether the line says only what separates the cells.
bool is_separator_line(std::string_view line);

/// The cells of one line without its end, `unguarded` and without blanks around them.
Checked<std::vector<CsvCell>, CsvFault> read_csv_row(std::string_view line, std::uint32_t number,
                                                     char separator = ',');

/// A file whose header has some of the fields, in any order, as the document that a TOML file with
/// a table `key` a row would be: one reader serves both. An empty cell is no value. What is wrong
/// with the header is said alone, else all that is wrong with the rows.
Checked<Document, Problems> read_csv(std::string_view text, std::string name, std::string_view key,
                                     Fields fields);

/// A cell without the quotation mark that guards it against spreadsheets.
std::string_view unguarded(std::string_view cell);

} // namespace nkdose
