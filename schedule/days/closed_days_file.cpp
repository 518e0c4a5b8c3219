#include "schedule/days/closed_days_file.hpp"

#include "dosing/text/search.hpp"
#include "schedule/days/day_file.hpp"
#include "schedule/days/weekdays_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

constexpr Field closed_fields[] = {
    {"weekdays", Shape::list, Need::optional, "[\"Sat\", \"Sun\"]"},
    {"dates", Shape::list, Need::optional, "[2026-12-25]"},
    {"range", Shape::tables, Need::optional, "consecutive days"},
    {"open", Shape::list, Need::optional,
     "days that are open although a weekday, a range or a holiday file closes them",
     "[2026-10-10]"},
    {"known_to", Shape::date, Need::optional,
     "the last day whose holidays are known: a treatment day after it is a warning", "2026-12-31"},
    {"named_workdays", Shape::choice, Need::optional,
     "what the events of a holiday file are that are called working days: \"working\" or "
     "\"closed\"",
     "\"working\""},
};
constexpr Field range_fields[] = {
    {"first", Shape::date, Need::required, "the first closed day", "2026-12-24"},
    {"last", Shape::date, Need::required, "the last closed day", "2027-01-02"},
    {"name", Shape::text, Need::optional, "such as the holiday's name", "\"Christmas\""},
};

std::vector<ClosedDate> read_range(const Table& table) {
  std::vector<ClosedDate> dates;
  const auto first = read_date(table, "first"), last = read_date(table, "last");
  if (!first || !last) return dates;
  if (*last < *first || days_between(*first, *last) > 366) {
    table.report("last", Fault::data, "the range ends before it begins, or after more than a year",
                 "check the two dates");
    return dates;
  }
  const std::string name = table.text("name", 60).value_or("");
  for (Day day = *first; day <= *last; day += std::chrono::days(1))
    dates.push_back({day, name});
  return dates;
}

std::vector<Day> read_dates(const Table& table, std::string_view key) {
  std::vector<Day> dates;
  for (const std::string& text : table.texts(key)) {
    const auto date = read_written_date(text);
    if (date)
      dates.push_back(*date);
    else
      table.report(key, date.reason());
  }
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  return dates;
}

// A range may have open days within; a date that is written as both is a slip.
void read_closed_dates(const Table& table, ClosedDays& closed) {
  closed.open = read_dates(table, "open");
  std::vector<ClosedDate> dates;
  for (const Day day : read_dates(table, "dates")) {
    dates.push_back({day, ""});
    if (holds(closed.open, day))
      table.report("open", Fault::contradiction,
                   fmt::format("{} is closed by `dates`, and open", iso_date(day)),
                   "take it out of one of the two");
  }
  closed.close(std::move(dates));
  for (const Table& range : table.tables("range", range_fields))
    closed.close(read_range(range));
}

} // namespace

ClosedDays read_closed_days(const Table& file) {
  ClosedDays closed;
  const auto table = file.table(closed_field.key, closed_fields);
  if (!table) return closed;
  closed.weekdays = read_weekdays(*table, "weekdays");
  read_closed_dates(*table, closed);
  closed.known_to = read_date(*table, "known_to");
  if (const auto named = table->choice("named_workdays", named_workday_words))
    closed.named_workdays = static_cast<NamedWorkdays>(*named);
  if (all_of(closed.weekdays, [](bool is_closed) { return is_closed; }))
    file.report(closed_field.key, Fault::data, "every weekday is closed", "open one");
  return closed;
}

} // namespace nkdose
