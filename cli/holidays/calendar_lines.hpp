// The lines of an iCalendar file, unfolded, and which of them are of which event.
#pragma once

#include "dosing/text/checked.hpp"

namespace nkdose {

/// One line as it is meant: "DTSTART;VALUE=DATE:20261225", without the folds.
struct CalendarLine {
  std::string text;
  std::uint32_t number; ///< of its first part, from 1

  std::string name() const; ///< in capitals: "DTSTART"
};

/// The lines of an event between its BEGIN and its END, without those of alarms in it.
struct EventLines {
  std::uint32_t begins; ///< the line of its BEGIN
  std::vector<CalendarLine> lines;
};

struct CalendarLines {
  std::vector<EventLines> events;
  bool cancels = false; ///< METHOD:CANCEL: the file takes its events back
};

/// Splits a file. A problem: no calendar, a component that has no end, bytes that are not UTF-8
/// once the folds are undone.
Checked<CalendarLines, Problems> read_calendar_lines(std::string_view text, std::string name);

} // namespace nkdose
