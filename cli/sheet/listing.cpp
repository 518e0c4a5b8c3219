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

void add_thing(TextSheet& sheet, const KnownThing& thing) {
  sheet.labelled(thing.id, thing.title, 0, 18);
  for (const KnownDetail& detail : thing.details)
    if (!detail.text.empty()) sheet.labelled(detail.key, detail.text, 2, 18);
}

} // namespace

std::string list_text(std::string_view topic, const Criteria* criteria) {
  TextSheet sheet;
  for (const KnownThing& thing : known_things(topic, criteria))
    add_thing(sheet, thing);
  return std::move(sheet).finish();
}

std::optional<std::string> explain_text(std::string_view code) {
  const auto thing = explained(code);
  if (!thing) return std::nullopt;
  TextSheet sheet;
  add_thing(sheet, *thing);
  return std::move(sheet).finish();
}

} // namespace nkdose
