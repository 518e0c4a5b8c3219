#include "cli/options/zone_data.hpp"

#include "cli/outcome/files.hpp"
#include "dosing/text/wording.hpp"

#include <absl/time/time.h>
#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

TextFault why_not(const std::string& name, const std::string& folder) {
  if (!is_there(folder))
    return {Fault::data,
            fmt::format("this machine has no time zone data (in {}) to read {} from",
                        in_quotes(folder), in_quotes(name)),
            "install the package tzdata, or say in TZDIR where they are"};
  if (is_there(fmt::format("{}/{}", folder, name)))
    return {Fault::data,
            fmt::format("the time zone data of {} in {} cannot be read", in_quotes(name),
                        in_quotes(folder)),
            "install the package tzdata again"};
  const std::vector<std::string> names = names_within(folder, name.substr(0, name.find('/')));
  const std::vector<std::string_view> known(names.begin(), names.end());
  const auto meant = nearest(name, known);
  return {Fault::unknown_name,
          fmt::format("there is no time zone {} in {}", in_quotes(name), in_quotes(folder)),
          meant ? fmt::format("did you mean {}?", in_quotes(*meant))
                : "write it as the IANA database does, such as \"Asia/Shanghai\""};
}

std::chrono::seconds offset_at(const absl::TimeZone& zone, absl::Time time) {
  return std::chrono::seconds(zone.At(time).offset);
}

// At a change an hour of the ward's clock is left out, or comes twice: Abseil knows the instant of
// both by the civil time. A change of the abbreviation alone has no such hour, and is none for us.
std::vector<ZoneRules::Change> changes_of(const absl::TimeZone& zone) {
  const absl::Time first = absl::FromCivil(absl::CivilDay(1870, 1, 1), absl::UTCTimeZone()),
                   last = absl::FromCivil(absl::CivilDay(2101, 1, 2), absl::UTCTimeZone());
  std::vector<ZoneRules::Change> changes = {{Instant::min(), offset_at(zone, first)}};
  absl::TimeZone::CivilTransition change;
  for (absl::Time time = first; zone.NextTransition(time, &change);) {
    const absl::TimeZone::TimeInfo at = zone.At(std::min(change.from, change.to));
    time = std::max(at.trans, time + absl::Seconds(1));
    if (time > last) break;
    if (at.kind != absl::TimeZone::TimeInfo::UNIQUE)
      changes.push_back(
          {Instant(std::chrono::seconds(absl::ToUnixSeconds(time))), offset_at(zone, time)});
  }
  return changes;
}

Reading<ZoneRules> read_zone(std::string_view name, const std::string& folder) {
  absl::TimeZone zone;
  if (!absl::LoadTimeZone({name.data(), name.size()}, &zone))
    return why_not(std::string(name), folder);
  return ZoneRules(changes_of(zone));
}

} // namespace

WardZone load_zone(std::string_view name, const std::string& folder) {
  if (name.empty()) return nullptr;
  return std::make_shared<const Reading<ZoneRules>>(read_zone(name, folder));
}

} // namespace nkdose
