// The faces of a calendar, alone or as a part of a plan.
#pragma once

#include "cli/json_writer.hpp"
#include "cli/text_sheet.hpp"
#include "schedule/plan.hpp"

namespace nkdose {

/// A calendar, what was found on it, and the doses where there are any.
struct CalendarAnswer {
  const Treatment* treatment;
  const Calendar* calendar;
  const std::vector<ReleasedFinding>* findings;
  const std::vector<Acknowledgement>* acknowledgements;
  const Order* order; ///< null without a case, and where the plan is refused
  Day day_zero;
  bool refused = false;
};

std::string calendar_text(const CalendarAnswer& answer);
/// `nkdose/calendar/1`.
std::string calendar_json(const CalendarAnswer& answer);
/// `date,weekday,day,kind,what,dose_mg,dose,text`.
std::string calendar_csv(const CalendarAnswer& answer);

void write_calendar(JsonWriter& json, const Calendar& calendar, const Order* order);
void write_findings(JsonWriter& json, const std::vector<ReleasedFinding>& findings,
                    const std::vector<Acknowledgement>& acknowledgements,
                    const Treatment* treatment, bool withhold_doses);
void write_calendar(TextSheet& sheet, const Calendar& calendar, const Order* order);
void write_findings(TextSheet& sheet, const std::vector<ReleasedFinding>& findings,
                    const std::vector<Acknowledgement>& acknowledgements,
                    const Treatment* treatment, bool withhold_doses);

} // namespace nkdose
