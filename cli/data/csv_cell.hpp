// Writes a cell of comma-separated values (RFC 4180).
#pragma once

#include <string>
#include <string_view>

namespace nkdose {

/// A spreadsheet takes a cell that begins with one of these for a formula.
inline constexpr std::string_view formula_starts = "=+-@'\t";

/// A text as a cell, quoted where it must be; one that would be a formula gets a quotation mark
/// before it.
std::string csv_cell(std::string_view text);

} // namespace nkdose
