// The zone data of this machine, against the rules of the three countries, written by hand.
#include "cli/options/zone_data.hpp"
#include "tests/unit/printed.hpp"

namespace {
using namespace nkdose;

const std::string folder = "/usr/share/zoneinfo";

std::string day_in(std::string_view zone, std::string_view time) {
  const WardZone rules = load_zone(zone, folder);
  REQUIRE(rules);
  REQUIRE(*rules);
  const auto instant = read_instant(time);
  REQUIRE(instant);
  const auto day = (*rules)->day_of(instant->instant);
  return day ? iso_date(*day) : "unknown";
}

TEST_CASE("zone data: both sides of midnight, and of the changes of the clock") {
  const struct {
    std::string_view zone, last_second, next_day;
  } midnights[] = {
      // UTC+8 the whole year; in the summer of 1990 it was UTC+9.
      {"Asia/Shanghai", "2026-07-01T15:59:59Z", "2026-07-02"},
      {"Asia/Shanghai", "2026-12-01T15:59:59Z", "2026-12-02"},
      {"Asia/Shanghai", "1990-07-01T14:59:59Z", "1990-07-02"},
      // UTC-5; UTC-4 from the second Sunday of March to the first of November.
      {"America/New_York", "2026-12-02T04:59:59Z", "2026-12-02"},
      {"America/New_York", "2026-07-02T03:59:59Z", "2026-07-02"},
      {"America/New_York", "2026-03-08T04:59:59Z", "2026-03-08"},
      {"America/New_York", "2026-03-09T03:59:59Z", "2026-03-09"},
      {"America/New_York", "2026-11-01T03:59:59Z", "2026-11-01"},
      {"America/New_York", "2026-11-02T04:59:59Z", "2026-11-02"},
      {"America/New_York", "2099-03-09T03:59:59Z", "2099-03-09"},
      {"America/New_York", "2099-03-07T04:59:59Z", "2099-03-07"},
      // UTC+1; UTC+2 from the last Sunday of March to the last of October.
      {"Europe/Paris", "2026-12-01T22:59:59Z", "2026-12-02"},
      {"Europe/Paris", "2026-07-01T21:59:59Z", "2026-07-02"},
      {"Europe/Paris", "2026-03-28T22:59:59Z", "2026-03-29"},
      {"Europe/Paris", "2026-03-29T21:59:59Z", "2026-03-30"},
      {"Europe/Paris", "2026-10-24T21:59:59Z", "2026-10-25"},
      {"Europe/Paris", "2026-10-25T22:59:59Z", "2026-10-26"},
  };
  for (const auto& one : midnights) {
    INFO(one.zone, " ", one.last_second);
    const auto last = read_instant(one.last_second);
    REQUIRE(last);
    const Day next = *read_iso_date(one.next_day);
    const WardZone rules = load_zone(one.zone, folder);
    REQUIRE(*rules);
    CHECK((*rules)->day_of(last->instant) == next - std::chrono::days(1));
    CHECK((*rules)->day_of(last->instant + std::chrono::seconds(1)) == next);
  }
}

TEST_CASE("zone data: the day that Samoa did not have") {
  CHECK(day_in("Pacific/Apia", "2011-12-30T09:59:59Z") == "2011-12-29");
  CHECK(day_in("Pacific/Apia", "2011-12-30T10:00:00Z") == "2011-12-31");
}

TEST_CASE("zone data: a zone that is none") {
  CHECK_FALSE(load_zone("", folder));
  const WardZone unknown = load_zone("Asia/Shangai", folder);
  REQUIRE(unknown);
  REQUIRE_FALSE(*unknown);
  CHECK(unknown->reason().fault == Fault::unknown_name);
  CHECK(unknown->reason().action == "did you mean \"Asia/Shanghai\"?");
}

} // namespace
