#include "cli/data/calendar/day_zeros_json.hpp"

#include "cli/data/origin_json.hpp"
#include "cli/outcome/version.hpp"

namespace nkdose {

std::string day_zeros_json(const DayZeroAnswer& answer) {
  const Protocol& protocol = answer.treatment->protocol;
  JsonWriter json;
  json.open_object();
  json.key("schema").text("nkdose/day-zeros/1");
  json.key("nkdose").text(program_version());
  write_protocol(json, protocol);
  write_site(json, answer.treatment->site);
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

} // namespace nkdose
