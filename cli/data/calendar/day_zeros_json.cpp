#include "cli/data/calendar/day_zeros_json.hpp"

#include "cli/data/origin_json.hpp"
#include "cli/outcome/version.hpp"
#include "cli/words/dates/day_zero_words.hpp"

namespace nkdose {
namespace {

// Those that can be renewed, or those that cannot.
void write_obstacles(JsonWriter& json, std::string_view key, const DayZeroCandidate& candidate,
                     const Treatment& treatment, bool renewed) {
  const DayZeroWords words(treatment);
  json.key(key).open_list(true);
  for (const Obstacle& one : candidate.obstacles)
    if (one.can_be_renewed() == renewed)
      json.open_object(true)
          .key("date")
          .text(iso_date(one.date))
          .key("day")
          .number(words.number_of(one, candidate.day_zero))
          .key("reason")
          .text(reason_of(one, treatment.site))
          .close_object();
  json.close_list();
}

} // namespace

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
  const auto known = answer.treatment->site.closed.last_known();
  json.key("holidays_known_to").text_or_null(known ? iso_date(*known) : "");
  json.key("day_zeros").open_list();
  for (const DayZeroCandidate& one : *answer.candidates) {
    json.open_object(true).key("date").text(iso_date(one.day_zero));
    json.key("weekday").text(weekday_name(one.day_zero));
    json.key("open").raw(one.is_open() ? "true" : "false");
    write_obstacles(json, "closed", one, *answer.treatment, false);
    json.key("criteria_not_met").open_list(true);
    for (const Criterion* criterion : one.not_met)
      json.text(criterion->id);
    json.close_list();
    write_obstacles(json, "renew", one, *answer.treatment, true);
    json.close_object();
  }
  json.close_list();
  json.key("findings").open_list().close_list();
  json.close_object();
  return std::move(json).finish();
}

} // namespace nkdose
