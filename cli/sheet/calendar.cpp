#include "cli/sheet/calendar.hpp"

#include "cli/case/csv.hpp"
#include "cli/sheet/calendar_grid.hpp"
#include "cli/sheet/plan_faces.hpp"
#include "cli/words/finding_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace nkdose {
namespace {

// The text of an event with what no format may lose: its progress, the date that it was planned
// for, and an unverified source.
std::string text_of(const Event& event) {
  return fmt::format("{}{}{}{}", event.text, progress_words(event), moved_words(event),
                     event.source.ends_with("[unverified]") ? " [unverified]" : "");
}

std::string count_of(const Event& event) {
  return event.of == 0 ? "" : fmt::format("{} of {}", event.number, event.of);
}

std::string waiver_words(const Waiver& waiver) {
  return fmt::format("waived on {}, {}", iso_date(waiver.on), waiver.reference);
}

// "; study day minus 5": a hyphen can get lost.
std::string study_day_words(int day) {
  return fmt::format("; study day {}{}", day < 0 ? "minus " : "", std::abs(day));
}

// What study day 1 is.
std::string_view reference_of(const CalendarAnswer& answer) {
  return study_day_one_words[static_cast<std::size_t>(*answer.study_day_one)];
}

// What has been given, or has passed, is not to be given.
bool is_to_come(const Event& event, EventKind kind, Name what) {
  return event.kind == kind && event.what == what && event.progress == Progress::planned;
}

} // namespace

std::string_view progress_words(const Event& event) {
  const bool is_treatment = event.kind == EventKind::drug || event.kind == EventKind::infusion;
  switch (event.progress) {
  case Progress::planned:
    return "";
  case Progress::given:
    return ", GIVEN";
  case Progress::missed:
    return is_treatment ? ", NOT GIVEN" : ", DROPPED";
  }
  return "";
}

std::string moved_words(const Event& event) {
  return event.moved.empty() ? "" : "; " + event.moved;
}

std::string day_zero_words(const Timeline& timeline) {
  const Day planned = timeline.planned_day_zero();
  if (!timeline.is_moved()) return weekday_date(planned);
  return fmt::format("planned {}, given {}", weekday_date(planned),
                     weekday_date(timeline.day_zero()));
}

std::optional<Decimal> dose_of(const Event& event, const Order* order) {
  if (!order || !event.drug || event.progress == Progress::missed) return std::nullopt;
  if (event.progress == Progress::given) return event.given->value();
  return order->doses(*event.drug).rounded.quantity().value();
}

void write_days(JsonWriter& json, const Calendar& calendar, EventKind kind, Name what) {
  json.key("days").open_list(true);
  for (const Event& event : calendar)
    if (is_to_come(event, kind, what)) json.number(event.day);
  json.close_list();
  json.key("dates").open_list(true);
  for (const Event& event : calendar)
    if (is_to_come(event, kind, what)) json.text(iso_date(event.date));
  json.close_list();
}

void write_calendar(JsonWriter& json, const Calendar& calendar, const Order* order,
                    std::optional<Day> study_day_one) {
  json.key("calendar").open_list();
  for (const Event& event : calendar) {
    json.open_object(true);
    json.key("date").text(iso_date(event.date));
    json.key("weekday").text(weekday_name(event.date));
    json.key("day").number(event.day);
    json.key("kind").text(to_text(event.kind));
    json.key("what").text(event.what.text());
    json.key("dose_mg").number_or_null(dose_of(event, order));
    json.key("dose").text_or_null(count_of(event));
    json.key("text").text(text_of(event));
    if (study_day_one) json.key("study_day").number(study_day(event.date, *study_day_one));
    json.close_object();
  }
  json.close_list();
}

void write_findings(JsonWriter& json, const std::vector<ReleasedFinding>& findings,
                    const Case* the_case, const Treatment* treatment, bool withhold_doses) {
  json.key("findings").open_list();
  for (const ReleasedFinding& one : findings) {
    const FindingWords words = words_of(one.finding, treatment, withhold_doses);
    json.open_object();
    json.key("code").text(one.finding.code.text());
    json.key("severity").text(to_text(one.finding.severity));
    json.key("subject").text_or_null(one.finding.subject.text());
    json.key("title").text(words.title);
    json.key("detail").text(words.detail);
    json.key("action").text(words.action);
    json.key("source").text(words.source);
    json.key("acknowledged");
    if (one.acknowledgement) {
      const Acknowledgement& by = the_case->acknowledgements[*one.acknowledgement];
      json.open_object(true).key("by").text(by.by).key("reason").text(by.reason).close_object();
    } else if (one.waiver) {
      const Waiver& waiver = the_case->waivers[*one.waiver];
      json.open_object(true).key("by").text(waiver.by);
      json.key("reason").text(waiver_words(waiver)).close_object();
    } else {
      json.null();
    }
    json.close_object();
  }
  json.close_list();
}

void write_calendar(TextSheet& sheet, const Calendar& calendar, const Order* order,
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

void write_findings(TextSheet& sheet, const std::vector<ReleasedFinding>& findings,
                    const Case* the_case, const Treatment* treatment, bool withhold_doses) {
  for (const ReleasedFinding& one : findings) {
    if (one.finding.code == Code("A002")) continue; // they have a part of the sheet of their own
    const FindingWords words = words_of(one.finding, treatment, withhold_doses);
    const std::string subject =
        one.finding.subject.empty() ? "" : fmt::format(" ({})", one.finding.subject.text());
    sheet.labelled(
        fmt::format("{:<7} {}", to_text(one.finding.severity), one.finding.code.text()),
        fmt::format("{}{}: {}{}", words.title, subject, words.detail, sheet.cite(words.source)), 2,
        16);
    if (one.finding.severity > Severity::info) sheet.line(fmt::format("Do: {}.", words.action), 16);
    if (one.acknowledgement) {
      const Acknowledgement& by = the_case->acknowledgements[*one.acknowledgement];
      sheet.line(fmt::format("Acknowledged by {}: {}.", by.by, by.reason), 16);
    }
    if (one.waiver) {
      const Waiver& waiver = the_case->waivers[*one.waiver];
      sheet.line(fmt::format("By {}: {}.", waiver.by, waiver_words(waiver)), 16);
    }
  }
}

std::string cycle_words(const Protocol& protocol, const Case* the_case) {
  if (!protocol.cycle) return "";
  std::string words =
      fmt::format("cycle {} of at most {}, {} days from one day zero to the next",
                  the_case ? the_case->cycle : 1, protocol.cycle->most, protocol.cycle->days);
  if (!the_case || !the_case->previous_day_zero) return words;
  return fmt::format("{}; the cycle before had {}", words,
                     weekday_date(*the_case->previous_day_zero));
}

void write_cycle(JsonWriter& json, const Protocol& protocol, const Case* the_case) {
  if (!protocol.cycle) return;
  json.key("cycle").open_object(true);
  json.key("number").number(the_case ? the_case->cycle : 1);
  json.key("most").number(protocol.cycle->most).key("days").number(protocol.cycle->days);
  const auto previous = the_case ? the_case->previous_day_zero : std::nullopt;
  json.key("previous_day_zero").text_or_null(previous ? iso_date(*previous) : "");
  json.key("source").text(protocol.cycle->source).close_object();
}

void write_postponed(TextSheet& sheet, const Case& the_case, std::size_t column) {
  for (const Postponement& one : the_case.postponed)
    sheet.line(fmt::format("postponed from {}, on {}: {} ({})", weekday_date(one.from),
                           iso_date(one.on), one.reason, one.by),
               column);
}

void write_overrides(TextSheet& sheet, const Case& the_case) {
  for (const std::string& one : the_case.overrides)
    sheet.line("OVERRIDDEN on the command line: " + one);
}

void write_overrides(JsonWriter& json, const Case& the_case) {
  if (the_case.overrides.empty()) return;
  json.key("overrides").open_list(true);
  for (const std::string& one : the_case.overrides)
    json.text(one);
  json.close_list();
}

void write_postponed(JsonWriter& json, const Case& the_case) {
  if (the_case.postponed.empty()) return;
  json.key("postponed").open_list();
  for (const Postponement& one : the_case.postponed)
    json.open_object(true)
        .key("from")
        .text(iso_date(one.from))
        .key("reason")
        .text(one.reason)
        .key("by")
        .text(one.by)
        .key("on")
        .text(iso_date(one.on))
        .close_object();
  json.close_list();
}

void write_assumptions(TextSheet& sheet, const Protocol& protocol) {
  if (protocol.assumptions.empty()) return;
  sheet.heading("ASSUMPTIONS OF THE PROTOCOL FILE (info A002): confirm with the sponsor");
  for (const Assumption& assumption : protocol.assumptions)
    sheet.labelled(assumption.id.text(), assumption.text + sheet.cite(assumption.source), 2, 16);
}

std::string calendar_text(const CalendarAnswer& answer) {
  TextSheet sheet;
  const Timeline timeline = answer.timeline();
  const Protocol& protocol = answer.treatment->protocol;
  const std::string verdict = answer.plan ? verdict_line(answer.plan->release.status) : "";
  sheet.ends(
      fmt::format("nkdose calendar  {} version {}", protocol.id.text(), protocol.version),
      fmt::format("Day {}: {}", protocol.has_day_zero ? 0 : 1, weekday_date(timeline.day_zero())));
  sheet.rule();
  if (answer.plan) {
    sheet.line(verdict);
    sheet.line(
        fmt::format("Patient {}", answer.the_case()->id.empty() ? "NO ID" : answer.the_case()->id));
    if (timeline.is_moved()) sheet.line(fmt::format("first infusion {}", day_zero_words(timeline)));
    write_postponed(sheet, *answer.the_case(), 2);
    write_overrides(sheet, *answer.the_case());
  }
  sheet.line(protocol.title);
  if (protocol.cycle)
    sheet.line(cycle_words(protocol, answer.the_case()) + sheet.cite(protocol.cycle->source));
  if (const auto one = answer.day_of_study_day_one())
    sheet.line(fmt::format("Study day 1 is {}, the first {}; the day before is study day minus "
                           "1, there is no study day 0",
                           weekday_date(*one), reference_of(answer)));
  sheet.blank();
  if (answer.layout == CalendarLayout::grid)
    write_grid(sheet, *answer.calendar, answer.treatment->site.closed);
  else
    write_calendar(sheet, *answer.calendar, answer.order(), answer.day_of_study_day_one());
  if (!answer.findings->empty()) {
    sheet.heading("FINDINGS, WORST FIRST");
    write_findings(sheet, *answer.findings, answer.the_case(), answer.treatment, answer.refused());
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

std::string calendar_json(const CalendarAnswer& answer) {
  const Protocol& protocol = answer.treatment->protocol;
  JsonWriter json;
  json.open_object();
  json.key("schema").text("nkdose/calendar/1");
  json.key("nkdose").text(program_version());
  if (answer.plan) json.key("status").text(to_text(answer.plan->release.status));
  json.key("protocol").open_object(true);
  json.key("id").text(protocol.id.text()).key("version").number(protocol.version);
  json.key("title").text(protocol.title).key("sha256").text(protocol.sha256).close_object();
  if (answer.plan)
    json.key("patient")
        .open_object(true)
        .key("id")
        .text_or_null(answer.the_case()->id)
        .close_object();
  json.key("day_zero").text(iso_date(answer.day_zero));
  const std::optional<Day> one = answer.day_of_study_day_one();
  write_calendar(json, *answer.calendar, answer.order(), one);
  write_findings(json, *answer.findings, answer.the_case(), answer.treatment, answer.refused());
  write_cycle(json, protocol, answer.the_case());
  if (answer.plan) write_postponed(json, *answer.the_case());
  if (answer.plan) write_overrides(json, *answer.the_case());
  if (one)
    json.key("study_day_one")
        .open_object(true)
        .key("reference")
        .text(reference_of(answer))
        .key("date")
        .text(iso_date(*one))
        .close_object();
  json.close_object();
  return std::move(json).finish();
}

std::string calendar_csv(const CalendarAnswer& answer) {
  const std::optional<Day> one = answer.day_of_study_day_one();
  std::string csv =
      fmt::format("date,weekday,day,kind,what,dose_mg,dose,text{}\n", one ? ",study_day" : "");
  for (const Event& event : *answer.calendar) {
    const auto dose = dose_of(event, answer.order());
    csv += fmt::format("{},{},{},{},{},{},{},{}{}\n", iso_date(event.date),
                       weekday_name(event.date), event.day, to_text(event.kind), event.what.text(),
                       dose ? to_text(*dose) : "", count_of(event), csv_cell(text_of(event)),
                       one ? fmt::format(",{}", study_day(event.date, *one)) : "");
  }
  return csv;
}

} // namespace nkdose
