// What the timed rules of a protocol count from: the days as they are, and as the plan had them.
#pragma once

#include "schedule/calendar/calendar_choice.hpp"
#include "schedule/calendar/course.hpp"

namespace nkdose {

struct AnchorDay {
  Day date, planned;
  Day counted_from; ///< the infusion by which the two differ
  Progress progress = Progress::planned;
};

/// A given infusion takes the place of the next planned one, on its own date.
std::vector<AnchorDay> infusion_days(const Timeline& timeline);

/// The days of an anchor; none where its date is not known.
std::vector<AnchorDay> anchor_days(Anchor anchor, const Protocol& protocol,
                                   const CalendarChoice& choice, const Timeline& timeline);

} // namespace nkdose
