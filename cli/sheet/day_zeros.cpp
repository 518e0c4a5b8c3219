#include "cli/sheet/day_zeros.hpp"

#include "cli/sheet/sheet.hpp"
#include "cli/words/day_zero_words.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {

Sheet day_zeros_sheet(const DayZeroAnswer& answer) {
  const Protocol& protocol = answer.treatment->protocol;
  Sheet sheet;
  sheet.add(block::Title{
      fmt::format("nkdose calendar  {} version {}", protocol.id.text(), protocol.version),
      fmt::format("day zeros from {} {}", weekday_name(answer.from), iso_date(answer.from))});
  sheet.line(fmt::format("{}; infusion days [{}]; site: {}", protocol.title,
                         fmt::join(protocol.infusions[answer.infusion_list].days, ", "),
                         answer.treatment->site.title));
  sheet.add(block::Blank{});
  for (const DayZeroCandidate& one : *answer.candidates)
    sheet.row(fmt::format("{} {}", weekday_name(one.day_zero), iso_date(one.day_zero)),
              one.is_open() ? "OPEN" : reason_words(one), Depth::entry);
  if (!any_of(*answer.candidates, &DayZeroCandidate::is_open))
    sheet.line("no day zero within a year is without a closed day or a criterion against it");
  return sheet;
}

} // namespace nkdose
