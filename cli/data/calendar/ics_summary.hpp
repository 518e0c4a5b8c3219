// The one line by which a calendar program shows an event, or a day with several.
#pragma once

#include "schedule/calendar/calendar.hpp"

#include <span>

namespace nkdose {

/// Characters that calendar programs show of a summary, on a telephone too.
constexpr std::size_t longest_summary = 60;

/// What a summary is made of. A dose and an id are empty where they must not be told.
struct SummaryEvent {
  const Event* event;
  std::string_view name; ///< of the drug, or of the product that is infused; else empty
  std::string dose;      ///< "49 mg"
};
struct SummaryFrame {
  std::string id;            ///< the patient's
  bool is_cancelled = false; ///< then it says so first: programs show such events as standing
};

/// "Day minus 5: fludarabine 1 of 3", "F01-007 Day 0: F01 infusion 1 of 1". Never longer than
/// `longest_summary`, and never cut: what does not fit is left out whole.
std::string event_summary(const SummaryEvent& event, const SummaryFrame& frame);

/// "Day minus 5: fludarabine, cyclophosphamide, 5 checks": of the events of one day, likewise.
std::string day_summary(int day, std::span<const SummaryEvent> events, const SummaryFrame& frame);

} // namespace nkdose
