#include "cli/data/calendar/cohort_months_csv.hpp"

#include "cli/data/csv_cell.hpp"
#include "cli/words/cell_words.hpp"
#include "cli/words/dates/cohort_clash_words.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {

std::string cohort_months_csv(const CohortMonths& months) {
  std::string csv = "date,weekday,id,level,unit,what,clash\n";
  for (const CohortDay& one : months.days) {
    std::string clash;
    if (one.kind <= CohortDayKind::infusion)
      for (const CohortClash& other : months.clashes)
        if (other.date == one.date && holds(other.patients, one.patient))
          clash += fmt::format("{}{}", clash.empty() ? "" : "; ",
                               clash_words(other, months.treatment->site));
    csv += fmt::format("{},{},{},{},{},{},{}\n", iso_date(one.date), weekday_name(one.date),
                       csv_cell(one.patient->id.text()), plain_level(one.patient->level),
                       is_per_kg(one.patient->level) ? "cells/kg" : "cells", to_text(one.kind),
                       csv_cell(clash));
  }
  return csv;
}

} // namespace nkdose
