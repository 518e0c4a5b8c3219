#include "schedule/days/closed_days_file.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/days/day_file.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr Field closed_fields[] = {
    {"weekdays", Shape::list, Need::optional, "[\"Sat\", \"Sun\"]"},
    {"dates", Shape::list, Need::optional, "[2026-12-25]"},
    {"range", Shape::tables, Need::optional, "consecutive days"},
};
constexpr Field range_fields[] = {
    {"first", Shape::date, Need::required, "the first closed day", "2026-12-24"},
    {"last", Shape::date, Need::required, "the last closed day", "2027-01-02"},
    {"name", Shape::text, Need::optional, "such as the holiday's name", "\"Christmas\""},
};

void read_weekdays(const Table& table, ClosedDays& closed) {
  for (const std::string& text : table.texts("weekdays")) {
    const auto day = find_in(weekday_names, text);
    if (day == weekday_names.end())
      table.report("weekdays", Fault::unknown_name,
                   fmt::format("{} is not a weekday", in_quotes(text)),
                   did_you_mean(text, weekday_names));
    else
      closed.weekdays[static_cast<std::size_t>(day - weekday_names.begin())] = true;
  }
}

void read_range(const Table& table, ClosedDays& closed) {
  const auto first = read_date(table, "first"), last = read_date(table, "last");
  if (!first || !last) return;
  if (*last < *first || days_between(*first, *last) > 366)
    table.report("last", Fault::data, "the range ends before it begins, or after more than a year",
                 "check the two dates");
  closed.spans.push_back({*first, *last, table.text("name", 60).value_or("")});
}

} // namespace

ClosedDays read_closed_days(const Table& file) {
  ClosedDays closed;
  const auto table = file.table(closed_field.key, closed_fields);
  if (!table) return closed;
  read_weekdays(*table, closed);
  for (const std::string& text : table->texts("dates")) {
    const auto date = read_written_date(text);
    if (date)
      closed.spans.push_back({*date, *date, ""});
    else
      table->report("dates", date.reason());
  }
  for (const Table& range : table->tables("range", range_fields))
    read_range(range, closed);
  if (all_of(closed.weekdays, [](bool is_closed) { return is_closed; }))
    file.report(closed_field.key, Fault::data, "every weekday is closed", "open one");
  return closed;
}

} // namespace nkdose
