// A calendar as CSV.
#pragma once

#include "cli/answer/calendar_answer.hpp"

#include <string>

namespace nkdose {

/// `date,weekday,day,kind,what,dose_mg,dose,text,planned`, and `study_day` where it is asked for.
std::string calendar_csv(const CalendarAnswer& answer);

} // namespace nkdose
