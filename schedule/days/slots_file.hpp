// Reads the slots of a site.
#pragma once

#include "dosing/text/table.hpp"
#include "schedule/days/slots.hpp"

namespace nkdose {

/// Reads the table [slots] of a site's file.
Slots read_slots(const Table& file);
/// The field of a file that holds it.
constexpr Field slots_field{"slots", Shape::table, Need::optional,
                            "what the site can do in a day: the search for a day zero keeps to it"};

} // namespace nkdose
