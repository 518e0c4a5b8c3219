// The words of a calendar: its events, its day zero, its cycle.
#pragma once

#include "schedule/calendar/calendar.hpp"
#include "schedule/plan/case.hpp"

namespace nkdose {

/// The text of an event with what no format may lose: its progress, and an unverified source.
std::string event_words(const Event& event);
/// "2 of 3": which of its doses or infusions an event is; empty where there is no such number.
std::string number_words(const Event& event);
/// ", GIVEN", ", NOT GIVEN", or ", DROPPED" for what belonged to something that was not given.
std::string_view progress_words(const Event& event);
/// "; planned Mon 2026-12-14; counted from the infusion given 2026-12-08", where that is another
/// day: for one event alone.
std::string moved_words(const Event& event);
/// "what has moved is counted from the infusion given Tue 2026-12-08", once for a calendar; empty
/// where no infusion has moved anything.
std::string counted_words(const Calendar& calendar);
/// "; study day minus 5": a hyphen can get lost.
std::string study_day_words(int day);

/// "Mon 2026-12-07", or "planned Mon 2026-12-07, given Tue 2026-12-08".
std::string day_zero_words(const Timeline& timeline);
/// "cycle 2 of at most 2, 168 days from one day zero to the next; the cycle before had Mon
/// 2026-06-22"; empty where the protocol has no cycles. A protocol alone is shown as cycle 1.
std::string cycle_words(const Protocol& protocol, const Case* the_case);
/// "postponed from Mon 2026-12-07, on 2026-12-01: fever (A. Doctor)".
std::string postponed_words(const Postponement& one);
/// Which date study day 1 is; `reference` is what is first on it: "infusion".
std::string first_study_day_words(Day one, std::string_view reference);

} // namespace nkdose
