// Dates in the tables of a file.
#pragma once

#include "dosing/text/table.hpp"
#include "schedule/days/day.hpp"

namespace nkdose {

/// `read_iso_date` of a record's key; a date and time is refused.
std::optional<Day> read_date(const Table& record, std::string_view key);

/// Likewise, of a plan: 1990 to 2100.
std::optional<Day> read_plannable_date(const Table& record, std::string_view key);

} // namespace nkdose
