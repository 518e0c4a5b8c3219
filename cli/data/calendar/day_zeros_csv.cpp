#include "cli/data/calendar/day_zeros_csv.hpp"

#include "cli/data/csv_cell.hpp"
#include "cli/words/dates/day_zero_words.hpp"

#include <fmt/format.h>

namespace nkdose {

std::string day_zeros_csv(const DayZeroAnswer& answer) {
  std::string csv = "day_zero,weekday,open,closed,criteria_not_met,renew\n";
  const DayZeroWords words(*answer.treatment);
  for (const DayZeroCandidate& one : *answer.candidates)
    csv += fmt::format("{},{},{},{},{},{}\n", iso_date(one.day_zero), weekday_name(one.day_zero),
                       one.is_open()                ? "yes"
                       : one.is_open_once_renewed() ? "renew"
                                                    : "no",
                       csv_cell(words.barred(one)), csv_cell(not_met_words(one)),
                       csv_cell(words.renew(one)));
  return csv;
}

} // namespace nkdose
