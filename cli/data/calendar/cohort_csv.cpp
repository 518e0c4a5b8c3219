#include "cli/data/calendar/cohort_csv.hpp"

#include "cli/data/csv_cell.hpp"
#include "cli/words/cell_words.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

std::string iso_or_nothing(const std::optional<Day>& day) {
  return day ? iso_date(*day) : "";
}

} // namespace

std::string cohort_csv(const CohortAnswer& answer) {
  std::string csv = "level,unit,id,first_infusion,window_end,counts,level_treated,level_seen,"
                    "level_dlt,level_last_window_end,next_from,table_says\n";
  const auto count = [&](int number) { return answer.on ? std::to_string(number) : ""; };
  for (const LevelStatus& level : *answer.levels)
    for (const PatientStatus& one : level.patients)
      csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", plain_level(level.level),
                         is_per_kg(level.level) ? "cells/kg" : "cells",
                         csv_cell(one.patient->id.text()), iso_date(one.patient->first_infusion),
                         iso_date(one.window_end), to_text(one.counting), count(level.treated),
                         count(level.seen), count(level.toxicities),
                         iso_or_nothing(level.last_window_end), iso_or_nothing(level.next_from),
                         level.says ? to_text(level.says->action) : "");
  return csv;
}

} // namespace nkdose
