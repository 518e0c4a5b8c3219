#include "cli/data/listing_json.hpp"

#include "cli/data/json_writer.hpp"

namespace nkdose {
namespace {

void write_thing(JsonWriter& json, const KnownThing& thing) {
  json.open_object(true);
  json.key("id").text(thing.id).key("title").text(thing.title);
  for (const KnownDetail& detail : thing.details)
    json.key(detail.key).text(detail.text);
  json.close_object();
}

} // namespace

std::string list_json(std::string_view topic, const Criteria* criteria) {
  JsonWriter json;
  json.open_object();
  json.key("schema").text("nkdose/list/1").key("topic").text(topic);
  json.key("entries").open_list();
  for (const KnownThing& thing : known_things(topic, criteria))
    write_thing(json, thing);
  json.close_list();
  json.key("findings").open_list(true).close_list();
  json.close_object();
  return std::move(json).finish();
}

std::optional<std::string> explain_json(std::string_view code) {
  const auto thing = explained(code);
  if (!thing) return std::nullopt;
  JsonWriter json;
  json.open_object();
  json.key("schema").text("nkdose/explain/1");
  json.key("code").text(thing->id).key("title").text(thing->title);
  for (const KnownDetail& detail : thing->details)
    json.key(detail.key).text(detail.text);
  json.key("findings").open_list(true).close_list();
  json.close_object();
  return std::move(json).finish();
}

} // namespace nkdose
