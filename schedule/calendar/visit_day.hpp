// The day of a visit that falls on a closed day of the site.
#pragma once

#include "schedule/days/closed_days.hpp"

namespace nkdose {

/// Days before (negative) and after the day that a visit is counted for.
using VisitWindow = std::optional<std::pair<int, int>>;

/// Where a visit is held, and why there.
struct VisitDay {
  enum class Why {
    open,          ///< its own day is open, or no closed day is known
    moved,         ///< to the nearest open day of its window
    no_window,     ///< it stays on a closed day: nobody has said how far it may move
    window_closed, ///< likewise: no day of its window is open
  };
  Day date;
  Why why = Why::open;

  bool stays_closed() const { return why == Why::no_window || why == Why::window_closed; }
};

/// A visit moves inside its window and never out of it; of two open days equally near, to the
/// earlier.
VisitDay visit_day(Day counted, const VisitWindow& window, const ClosedDays* closed);

} // namespace nkdose
