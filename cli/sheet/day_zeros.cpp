#include "cli/sheet/day_zeros.hpp"

#include "cli/case/csv.hpp"
#include "cli/data/json_writer.hpp"
#include "cli/sheet/plan_faces.hpp"
#include "cli/sheet/sheet.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// "Day minus 3, Sat 2026-12-05: Sat".
std::string closed_words(const DayZeroCandidate& candidate) {
  std::string words;
  for (const ClosedTreatmentDay& day : candidate.closed)
    words += fmt::format("{}{}, {} {} ({})", words.empty() ? "" : "; ", day_name(day.day),
                         weekday_name(day.date), iso_date(day.date), day.reason);
  return words;
}

// "E14, E18".
std::string not_met_words(const DayZeroCandidate& candidate) {
  std::string words;
  for (const Criterion* criterion : candidate.not_met)
    words += fmt::format("{}{}", words.empty() ? "" : ", ", criterion->id);
  return words;
}

std::string reason_words(const DayZeroCandidate& candidate) {
  const std::string closed = closed_words(candidate), not_met = not_met_words(candidate);
  return fmt::format("{}{}{}{}{}", closed.empty() ? "" : "closed: ", closed,
                     closed.empty() || not_met.empty() ? "" : "; ",
                     not_met.empty() ? "" : "criteria not met: ", not_met);
}

} // namespace

std::string day_zeros_text(const DayZeroAnswer& answer) {
  const Protocol& protocol = answer.treatment->protocol;
  TextSheet sheet;
  sheet.ends(fmt::format("nkdose calendar  {} version {}", protocol.id.text(), protocol.version),
             fmt::format("day zeros from {} {}", weekday_name(answer.from), iso_date(answer.from)));
  sheet.rule();
  sheet.line(fmt::format("{}; infusion days [{}]; site: {}", protocol.title,
                         fmt::join(protocol.infusions[answer.infusion_list].days, ", "),
                         answer.treatment->site.title));
  sheet.blank();
  for (const DayZeroCandidate& one : *answer.candidates)
    sheet.labelled(fmt::format("{} {}", weekday_name(one.day_zero), iso_date(one.day_zero)),
                   one.is_open() ? "OPEN" : reason_words(one), 2, 18);
  if (!any_of(*answer.candidates, &DayZeroCandidate::is_open))
    sheet.line("no day zero within a year is without a closed day or a criterion against it");
  return std::move(sheet).finish();
}

std::string day_zeros_json(const DayZeroAnswer& answer) {
  const Protocol& protocol = answer.treatment->protocol;
  JsonWriter json;
  json.open_object();
  json.key("schema").text("nkdose/day-zeros/1");
  json.key("nkdose").text(program_version());
  json.key("protocol").open_object(true);
  json.key("id").text(protocol.id.text()).key("version").number(protocol.version);
  json.key("title").text(protocol.title).key("sha256").text(protocol.sha256).close_object();
  json.key("site").open_object(true);
  json.key("id").text(answer.treatment->site.id.text());
  json.key("sha256").text(answer.treatment->site.sha256).close_object();
  json.key("infusion_days").open_list(true);
  for (const int day : protocol.infusions[answer.infusion_list].days)
    json.number(day);
  json.close_list();
  json.key("from").text(iso_date(answer.from));
  json.key("day_zeros").open_list();
  for (const DayZeroCandidate& one : *answer.candidates) {
    json.open_object(true).key("date").text(iso_date(one.day_zero));
    json.key("weekday").text(weekday_name(one.day_zero));
    json.key("open").raw(one.is_open() ? "true" : "false");
    json.key("closed").open_list(true);
    for (const ClosedTreatmentDay& day : one.closed)
      json.open_object(true)
          .key("date")
          .text(iso_date(day.date))
          .key("day")
          .number(day.day)
          .key("reason")
          .text(day.reason)
          .close_object();
    json.close_list().key("criteria_not_met").open_list(true);
    for (const Criterion* criterion : one.not_met)
      json.text(criterion->id);
    json.close_list().close_object();
  }
  json.close_list();
  json.key("findings").open_list().close_list();
  json.close_object();
  return std::move(json).finish();
}

std::string day_zeros_csv(const DayZeroAnswer& answer) {
  std::string csv = "day_zero,weekday,open,closed,criteria_not_met\n";
  for (const DayZeroCandidate& one : *answer.candidates)
    csv += fmt::format("{},{},{},{},{}\n", iso_date(one.day_zero), weekday_name(one.day_zero),
                       one.is_open() ? "yes" : "no", csv_cell(closed_words(one)),
                       csv_cell(not_met_words(one)));
  return csv;
}

} // namespace nkdose
