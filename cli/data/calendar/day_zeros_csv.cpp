#include "cli/data/calendar/day_zeros_csv.hpp"

#include "cli/data/csv_cell.hpp"
#include "cli/words/day_zero_words.hpp"

#include <fmt/format.h>

namespace nkdose {

std::string day_zeros_csv(const DayZeroAnswer& answer) {
  std::string csv = "day_zero,weekday,open,closed,criteria_not_met\n";
  for (const DayZeroCandidate& one : *answer.candidates)
    csv += fmt::format("{},{},{},{},{}\n", iso_date(one.day_zero), weekday_name(one.day_zero),
                       one.is_open() ? "yes" : "no", csv_cell(closed_words(one)),
                       csv_cell(not_met_words(one)));
  return csv;
}

} // namespace nkdose
