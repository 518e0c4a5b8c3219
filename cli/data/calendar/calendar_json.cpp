#include "cli/data/calendar/calendar_json.hpp"

#include "cli/data/findings_json.hpp"
#include "cli/data/origin_json.hpp"
#include "cli/outcome/version.hpp"
#include "cli/words/calendar_words.hpp"

namespace nkdose {
namespace {

// What has been given, or has passed, is not to be given.
bool is_to_come(const Event& event, EventKind kind, Name what) {
  return event.kind == kind && event.what == what && event.progress == Progress::planned;
}

} // namespace

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
    json.key("dose").text_or_null(number_words(event));
    json.key("text").text(event_words(event));
    if (event.planned) json.key("planned").text(iso_date(*event.planned));
    if (event.counted_from) json.key("counted_from").text(iso_date(*event.counted_from));
    if (!event.on_closed_day.empty()) json.key("on_closed_day").text(event.on_closed_day);
    if (study_day_one) json.key("study_day").number(study_day(event.date, *study_day_one));
    json.close_object();
  }
  json.close_list();
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

std::string calendar_json(const CalendarAnswer& answer) {
  const Protocol& protocol = answer.treatment->protocol;
  JsonWriter json;
  json.open_object();
  json.key("schema").text("nkdose/calendar/1");
  json.key("nkdose").text(program_version());
  if (answer.plan) json.key("status").text(to_text(answer.plan->release.status));
  write_protocol(json, protocol);
  if (answer.plan) write_patient_id(json, *answer.the_case());
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
        .text(answer.study_day_reference())
        .key("date")
        .text(iso_date(*one))
        .close_object();
  json.close_object();
  return std::move(json).finish();
}

} // namespace nkdose
