// Reads the days on which a site gives nothing.
#pragma once

#include "dosing/text/table.hpp"
#include "schedule/days/closed_days.hpp"

namespace nkdose {

/// Reads the table [closed] of a site's file.
ClosedDays read_closed_days(const Table& file);
/// The field of a file that holds it.
constexpr Field closed_field{"closed", Shape::table, Need::optional,
                             "days on which nothing is given"};

} // namespace nkdose
