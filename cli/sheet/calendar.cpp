#include "cli/sheet/calendar.hpp"

#include "cli/sheet/calendar_grid.hpp"
#include "cli/sheet/findings.hpp"
#include "cli/words/calendar_words.hpp"
#include "cli/words/verdict_words.hpp"

#include <fmt/format.h>

namespace nkdose {

void add_calendar(TextSheet& sheet, const Calendar& calendar, const Order* order,
                  std::optional<Day> study_day_one) {
  std::optional<Day> last;
  for (const Event& event : calendar) {
    const std::string date =
        last == event.date ? ""
                           : fmt::format("{}  {}", weekday_date(event.date), day_name(event.day));
    const auto dose = dose_of(event, order);
    const std::string amount = dose ? fmt::format(": {} mg", to_grouped_text(*dose)) : "";
    const std::string counted =
        study_day_one ? study_day_words(study_day(event.date, *study_day_one)) : "";
    sheet.labelled(date.empty() ? " " : date,
                   fmt::format("{}{}{}{}{}{}", event.text, progress_words(event), amount,
                               moved_words(event), counted, sheet.cite(event.source)),
                   2, 34);
    last = event.date;
  }
}

void add_postponed(TextSheet& sheet, const Case& the_case, std::size_t column) {
  for (const Postponement& one : the_case.postponed)
    sheet.line(postponed_words(one), column);
}

std::string calendar_text(const CalendarAnswer& answer) {
  TextSheet sheet;
  const Timeline timeline = answer.timeline();
  const Protocol& protocol = answer.treatment->protocol;
  const std::string_view verdict = answer.plan ? verdict_line(answer.plan->release.status) : "";
  sheet.ends(
      fmt::format("nkdose calendar  {} version {}", protocol.id.text(), protocol.version),
      fmt::format("Day {}: {}", protocol.has_day_zero ? 0 : 1, weekday_date(timeline.day_zero())));
  sheet.rule();
  if (answer.plan) {
    sheet.line(verdict);
    sheet.line(
        fmt::format("Patient {}", answer.the_case()->id.empty() ? "NO ID" : answer.the_case()->id));
    if (timeline.is_moved()) sheet.line(fmt::format("first infusion {}", day_zero_words(timeline)));
    add_postponed(sheet, *answer.the_case(), 2);
    add_overrides(sheet, *answer.the_case());
  }
  sheet.line(protocol.title);
  if (protocol.cycle)
    sheet.line(cycle_words(protocol, answer.the_case()) + sheet.cite(protocol.cycle->source));
  if (const auto one = answer.day_of_study_day_one())
    sheet.line(first_study_day_words(*one, answer.study_day_reference()));
  sheet.blank();
  if (answer.layout == CalendarLayout::grid)
    add_grid(sheet, *answer.calendar, answer.treatment->site.closed);
  else
    add_calendar(sheet, *answer.calendar, answer.order(), answer.day_of_study_day_one());
  if (!answer.findings->empty()) {
    sheet.heading("FINDINGS, WORST FIRST");
    add_findings(sheet, *answer.findings, answer.the_case(), answer.treatment, answer.refused());
  }
  sheet.heading("SOURCES");
  sheet.sources();
  if (answer.plan) {
    sheet.blank();
    sheet.rule();
    sheet.line(verdict, 0);
  }
  return std::move(sheet).finish();
}

} // namespace nkdose
