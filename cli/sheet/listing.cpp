#include "cli/sheet/listing.hpp"

#include "cli/sheet/sheet.hpp"
#include "cli/words/knowledge.hpp"

namespace nkdose {
namespace {

void add_thing(Sheet& sheet, const KnownThing& thing) {
  sheet.row(thing.id, thing.title, Depth::entry, Depth::edge);
  for (const KnownDetail& detail : thing.details)
    if (!detail.text.empty()) sheet.row(detail.key, detail.text, Depth::entry);
}

} // namespace

Sheet list_sheet(std::string_view topic, const Criteria* criteria) {
  Sheet sheet;
  for (const KnownThing& thing : known_things(topic, criteria))
    add_thing(sheet, thing);
  return sheet;
}

std::optional<Sheet> explain_sheet(std::string_view code) {
  const auto thing = explained(code);
  if (!thing) return std::nullopt;
  Sheet sheet;
  add_thing(sheet, *thing);
  return sheet;
}

} // namespace nkdose
