// Reads who answers for something.
#pragma once

#include "dosing/text/table.hpp"

namespace nkdose {

/// A text that can be a person's name; what is none is a problem.
std::optional<std::string> read_person(const Table& table, std::string_view key);
/// A text that says something, such as a reason or a letter's number; a placeholder is a problem.
std::optional<std::string> read_said(const Table& table, std::string_view key);

} // namespace nkdose
