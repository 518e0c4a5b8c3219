// The entries of a calendar file: which events stand in one of them, and what it is, whenever it
// is.
#pragma once

#include "schedule/plan/plan.hpp"

namespace nkdose {

/// One entry an event of the plan, or one a day with all that is on it.
enum class EntriesPer { event, day };
constexpr std::array<std::string_view, 2> entries_per_words{"single", "day"}; ///< in that order

struct Entry {
  /// "drug/fludarabine/2", "day/-5": stays when dates move, so that programs move what they have.
  std::string key;
  Day date;
  int day;                   ///< the number of the date
  std::vector<Event> events; ///< of that date, in their order
  bool is_gone = false;      ///< of a former plan; this one has no such entry
};

/// The entries of a plan by date; then those which its former plans had, as far as the case knows
/// them (postponed, or before anything was given), and which it has no more.
std::vector<Entry> ics_entries(const Plan& plan, EntriesPer per);

} // namespace nkdose
