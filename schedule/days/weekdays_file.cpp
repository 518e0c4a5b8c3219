#include "schedule/days/weekdays_file.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/days/day.hpp"

#include <fmt/format.h>

namespace nkdose {

Weekdays read_weekdays(const Table& table, std::string_view key) {
  Weekdays weekdays{};
  for (const std::string& text : table.texts(key)) {
    const auto day = find_in(weekday_names, text);
    if (day == weekday_names.end())
      table.report(key, Fault::unknown_name, fmt::format("{} is not a weekday", in_quotes(text)),
                   did_you_mean(text, weekday_names));
    else
      weekdays[static_cast<std::size_t>(day - weekday_names.begin())] = true;
  }
  return weekdays;
}

} // namespace nkdose
