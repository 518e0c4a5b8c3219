// Instants and zones: a day from an instant, both sides of midnight and of a change of the clock.
#include "schedule/days/zone.hpp"
#include "tests/unit/printed.hpp"

namespace {
using namespace nkdose;
using std::chrono::seconds;

Instant instant(std::string_view text) {
  const auto read = read_instant(text);
  INFO(text);
  REQUIRE(read);
  return read->instant;
}

TEST_CASE("instant: a day, a time and an offset") {
  // 2026-12-01 is 20788 days after 1970-01-01: 56 years of 365 days, 14 leap days, 334 days.
  constexpr int days = 56 * 365 + 14 + 334;
  static_assert(days == 20'788);
  const struct {
    std::string_view text;
    seconds since_1970;
  } cases[] = {
      {"2026-12-01T00:00:00Z", seconds(86'400 * days)},
      {"2026-12-01T00:00:00.999Z", seconds(86'400 * days)},
      {"2026-12-01T00:00:00+00:00", seconds(86'400 * days)},
      {"2026-12-01T00:00:00-00:00", seconds(86'400 * days)},
      {"2026-12-01T08:00:00+08:00", seconds(86'400 * days)},
      {"2026-11-30T19:00:00-05:00", seconds(86'400 * days)},
      {"2026-12-01T05:45:00+05:45", seconds(86'400 * days)},
      {"2026-12-01T23:59:59-12:00", seconds(86'400 * days + 86'399 + 43'200)},
      {"2026-12-01T00:00:00+14:00", seconds(86'400 * days - 50'400)},
  };
  for (const auto& one : cases) {
    INFO(one.text);
    CHECK(instant(one.text).time_since_epoch() == one.since_1970);
  }
  CHECK(read_instant("2026-11-30T19:00:00-05:00")->day == *read_iso_date("2026-11-30"));
  CHECK(read_instant("2026-11-30T19:00:00-05:00")->offset == seconds(-18'000));
}

TEST_CASE("instant: what is not one") {
  for (const char* text :
       {"", "2026-12-01", "2026-12-01T", "2026-12-01T00:00:00", "2026-12-01T00:00Z",
        "2026-12-01 00:00:00Z", "2026-12-01T24:00:00Z", "2026-12-01T00:60:00Z",
        "2026-12-01T00:00:61Z", "2026-12-01T00:00:00.Z", "2026-12-01T00:00:00z",
        "2026-12-01T00:00:00+14:01", "2026-12-01T00:00:00+15:00", "2026-12-01T00:00:00+8:00",
        "2026-12-01T00:00:00+0800", "2026-12-01T00:00:00+08:60", "2026-12-01T00:00:00Z ",
        "2026-02-30T00:00:00Z", "1869-12-31T00:00:00Z"}) {
    INFO(text);
    CHECK_FALSE(read_instant(text));
  }
}

TEST_CASE("zone: before the first rule nothing is known, the last one holds for ever") {
  const ZoneRules rules({{instant("2026-03-08T07:00:00Z"), seconds(-4 * 3600)},
                         {instant("2026-11-01T06:00:00Z"), seconds(-5 * 3600)}});
  const auto day = [&](std::string_view text) {
    const auto found = rules.day_of(instant(text));
    return found ? iso_date(*found) : "unknown";
  };
  CHECK(day("2026-03-08T06:59:59Z") == "unknown");
  CHECK(day("2026-03-08T07:00:00Z") == "2026-03-08");
  CHECK(day("2026-07-02T03:59:59Z") == "2026-07-01");
  CHECK(day("2026-07-02T04:00:00Z") == "2026-07-02");
  CHECK(day("2026-11-01T03:59:59Z") == "2026-10-31");
  CHECK(day("2026-11-02T04:59:59Z") == "2026-11-01");
  CHECK(day("2026-11-02T05:00:00Z") == "2026-11-02");
  CHECK(day("2030-07-02T04:59:59Z") == "2030-07-01");
  CHECK(ZoneRules::ahead_by(seconds(8 * 3600)).day_of(instant("1900-01-01T16:00:00Z")) ==
        *read_iso_date("1900-01-02"));
}

TEST_CASE("zone: a name is an area and a place") {
  for (const char* name : {"Asia/Shanghai", "America/Argentina/Buenos_Aires", "Europe/Paris",
                           "America/Port-au-Prince", "Atlantic/Reykjavik"}) {
    INFO(name);
    CHECK(read_zone_name(name));
  }
  for (const char* name :
       {"", "EST", "UTC", "Etc/GMT+8", "+08:00", "localtime", "/etc/localtime", "Asia", "Asia/",
        "posix/Asia/Shanghai", "Asia/../Europe/Paris", "asia/shanghai", "Asia/Shang hai", "PRC"}) {
    INFO(name);
    CHECK_FALSE(read_zone_name(name));
  }
}

} // namespace
