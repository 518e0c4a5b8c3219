// A time of day with its offset from UTC: an instant.
#pragma once

#include "schedule/days/day.hpp"

namespace nkdose {

using Instant = std::chrono::sys_seconds;

/// "+08:00", "-05:00", "Z": how far ahead of UTC. Nothing of another form, or beyond 14 hours.
std::optional<std::chrono::seconds> read_utc_offset(std::string_view text);

struct WrittenInstant {
  Instant instant;
  Day day;                     ///< as it is written
  std::chrono::seconds offset; ///< as it is written
};
/// "2026-11-30T08:15:00+08:00", "2026-11-30T00:15:00.5Z". Parts of a second do not count.
Reading<WrittenInstant> read_instant(std::string_view text);

} // namespace nkdose
