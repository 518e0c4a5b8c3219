// A ward's time zone: the civil day of an instant. A value: nothing here reads zone data.
#pragma once

#include "schedule/days/instant.hpp"

#include <memory>

namespace nkdose {

/// When a zone's offset from UTC changes.
class ZoneRules {
public:
  struct Change {
    Instant from;
    std::chrono::seconds offset; ///< ahead of UTC

    friend bool operator==(const Change&, const Change&) = default;
  };
  /// In the order of time, each later than the one before; the last one holds for ever.
  explicit ZoneRules(std::vector<Change> changes) : changes_(std::move(changes)) {}
  /// The same offset at any time.
  static ZoneRules ahead_by(std::chrono::seconds offset) {
    return ZoneRules({{Instant::min(), offset}});
  }

  /// Nothing before the first change, where the offset is not known.
  std::optional<Day> day_of(Instant instant) const;
  const std::vector<Change>& changes() const { return changes_; }

private:
  std::vector<Change> changes_;
};

/// The zone of the ward: null where the site names none; its rules, or why they are not known,
/// which matters only where an instant has to be turned into a day.
using WardZone = std::shared_ptr<const Reading<ZoneRules>>;

/// A name of the IANA time zone database, as "Asia/Shanghai". Abbreviations ("EST", which has no
/// summer time) and offsets ("Etc/GMT+8", which is west) are not taken. Whether there is such a
/// zone, only zone data tell.
Reading<std::string> read_zone_name(std::string_view text);

} // namespace nkdose
