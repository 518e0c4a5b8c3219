#include "cli/sheet/listing.hpp"

#include "cli/sheet/sheet.hpp"
#include "cli/words/finding_words.hpp"
#include "cli/words/knowledge.hpp"
#include "dosing/drug/bands_file.hpp"
#include "dosing/text/quantity_text.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/sha256.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/calendar/calendar.hpp"
#include "schedule/findings.hpp"
#include "schedule/plan/plan_review.hpp"
#include "schedule/protocol/built_in_file.hpp"
#include "schedule/protocol/library.hpp"
#include <algorithm>
#include <fmt/format.h>

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
