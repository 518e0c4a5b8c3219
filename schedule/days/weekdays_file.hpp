// Reads a list of weekdays.
#pragma once

#include "dosing/text/table.hpp"
#include "schedule/days/weekdays.hpp"

namespace nkdose {

/// The weekdays of a list such as ["Sat", "Sun"].
Weekdays read_weekdays(const Table& table, std::string_view key);

} // namespace nkdose
