#include "cli/data/calendar/calendar_csv.hpp"

#include "cli/data/csv_cell.hpp"
#include "cli/words/calendar_words.hpp"

#include <fmt/format.h>

namespace nkdose {

std::string calendar_csv(const CalendarAnswer& answer) {
  const std::optional<Day> one = answer.day_of_study_day_one();
  std::string csv = fmt::format("date,weekday,day,kind,what,dose_mg,dose,text,planned{}\n",
                                one ? ",study_day" : "");
  for (const Event& event : *answer.calendar) {
    const auto dose = dose_of(event, answer.order());
    csv += fmt::format("{},{},{},{},{},{},{},{},{}{}\n", iso_date(event.date),
                       weekday_name(event.date), event.day, to_text(event.kind), event.what.text(),
                       dose ? to_text(*dose) : "", number_words(event),
                       csv_cell(event_words(event)), event.planned ? iso_date(*event.planned) : "",
                       one ? fmt::format(",{}", study_day(event.date, *one)) : "");
  }
  return csv;
}

} // namespace nkdose
