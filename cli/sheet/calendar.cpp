#include "cli/sheet/calendar.hpp"

#include "cli/sheet/calendar_grid.hpp"
#include "cli/sheet/findings.hpp"
#include "cli/words/calendar_words.hpp"
#include "cli/words/dates/day_zero_words.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

bool has_moved(const Calendar& calendar) {
  return any_of(calendar, [](const Event& event) { return event.planned.has_value(); });
}

// The head of the column of planned dates, which only a calendar has in which something has moved.
void add_planned_head(Sheet& sheet, const Calendar& calendar) {
  if (const std::string words = counted_words(calendar); !words.empty()) sheet.line(words);
  sheet.line("planned", Depth::date);
}

// Under a grid, which has no room beside its days: what was moved for a closed day.
void add_moved(Sheet& sheet, const Calendar& calendar) {
  if (const std::string words = counted_words(calendar); !words.empty()) sheet.line(words);
  for (const Event& event : calendar)
    if (event.moved_off)
      sheet.line(fmt::format("{}  {}: moved from {}, which is closed", weekday_date(event.date),
                             event.what.text(), weekday_date(*event.moved_off)));
}

} // namespace

void add_calendar(Sheet& sheet, const Calendar& calendar, const Order* order,
                  std::optional<Day> study_day_one) {
  const bool has_planned_column = has_moved(calendar);
  if (has_planned_column) add_planned_head(sheet, calendar);
  for (const Event& event : calendar) {
    const auto dose = dose_of(event, order);
    const std::string amount = dose ? fmt::format(": {} mg", to_grouped_text(*dose)) : "";
    const std::string counted =
        study_day_one ? study_day_words(study_day(event.date, *study_day_one)) : "";
    block::Event row{weekday_date(event.date), day_name(event.day),
                     fmt::format("{}{}{}{}{}", event.text, progress_words(event), amount, counted,
                                 sheet.cite(event.source))};
    if (has_planned_column) row.planned = event.planned ? weekday_date(*event.planned) : "";
    sheet.add(std::move(row));
  }
}

void add_postponed(Sheet& sheet, const Case& the_case, Depth depth) {
  for (const Postponement& one : the_case.postponed)
    sheet.line(postponed_words(one), depth);
}

Sheet calendar_sheet(const CalendarAnswer& answer) {
  Sheet sheet;
  const Timeline timeline = answer.timeline();
  const Protocol& protocol = answer.treatment->protocol;
  sheet.add(block::Title{
      fmt::format("nkdose calendar  {} version {}", protocol.id.text(), protocol.version),
      fmt::format("Day {}: {}", protocol.has_day_zero ? 0 : 1, weekday_date(timeline.day_zero()))});
  if (answer.plan) {
    sheet.add(verdict_of(answer.plan->release.status));
    sheet.line(
        fmt::format("Patient {}", answer.the_case()->id.empty() ? "NO ID" : answer.the_case()->id));
    if (timeline.is_moved()) sheet.line(fmt::format("first infusion {}", day_zero_words(timeline)));
    add_postponed(sheet, *answer.the_case(), Depth::margin);
    add_overrides(sheet, *answer.the_case());
  }
  sheet.line(protocol.title);
  if (const std::string known = known_words(answer.treatment->site.closed); !known.empty())
    sheet.line(known);
  if (protocol.cycle)
    sheet.line(cycle_words(protocol, answer.the_case()) + sheet.cite(protocol.cycle->source));
  if (const auto one = answer.day_of_study_day_one())
    sheet.line(first_study_day_words(*one, answer.study_day_reference()));
  sheet.add(block::Blank{});
  if (answer.layout == CalendarLayout::grid)
    add_grid(sheet, *answer.calendar, answer.treatment->site.closed);
  else
    add_calendar(sheet, *answer.calendar, answer.order(), answer.day_of_study_day_one());
  if (answer.layout == CalendarLayout::grid) add_moved(sheet, *answer.calendar);
  if (!answer.findings->empty()) {
    sheet.heading("FINDINGS, WORST FIRST");
    add_findings(sheet, *answer.findings, answer.the_case(), answer.treatment, answer.refused());
  }
  sheet.heading("SOURCES");
  sheet.add(block::Sources{});
  if (answer.plan) sheet.add(block::Closing{verdict_of(answer.plan->release.status)});
  return sheet;
}

} // namespace nkdose
