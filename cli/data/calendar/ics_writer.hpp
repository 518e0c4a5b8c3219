// Lines of an iCalendar file (RFC 5545).
#pragma once

#include "schedule/days/day.hpp"

#include <string>

namespace nkdose {

/// "20261207".
std::string basic_date(Day day);

/// Writes lines, folded between characters.
class IcsWriter {
public:
  void line(std::string_view text);
  /// A property whose value is a text: its commas, semicolons, backslashes and line ends are
  /// escaped.
  void property(std::string_view name, std::string_view text);
  std::string finish() && { return std::move(ics_); }

private:
  std::string ics_;
};

} // namespace nkdose
