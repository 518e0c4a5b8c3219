// Civil dates: leap days, year ends, completed years, months clamped at their end.
#include "schedule/days/day.hpp"
#include "tests/unit/chance.hpp"
#include "tests/unit/printed.hpp"

namespace {
using namespace nkdose;
using test::Chance;
using test::Containing;

Day day(std::string_view iso) {
  const auto read = read_iso_date(iso);
  REQUIRE(read);
  return *read;
}

TEST_CASE("day: only a day that exists and is written in full is a date") {
  for (const char* text : {"2026-12-07", "2024-02-29", "2000-02-29", "1870-01-01", "2100-12-31",
                           "2100-02-28", "1984-03-02"}) {
    INFO(text);
    CHECK(iso_date(day(text)) == text);
  }
  for (const char* text :
       {"2026-02-29", "2100-02-29",           "1900-02-29", "2026-02-30",  "2026-04-31",
        "2026-13-01", "2026-00-10",           "2026-01-00", "2026-1-7",    "26-01-07",
        "2026/12/07", "07-12-2026",           "20261207",   "2026-12-07 ", " 2026-12-07",
        "2026-12-7x", "2026-12-07T00:00:00Z", "",           "tomorrow",    "1869-12-31",
        "2101-01-01", "0001-01-01",           "9999-12-31", "+026-12-07",  "2026-12-0\xc2\xb2"}) {
    INFO("\"", text, "\"");
    const auto read = read_iso_date(text);
    CHECK_FALSE(read);
    if (!read) {
      CHECK(read.reason().fault == Fault::date);
      CHECK_FALSE(read.reason().action.empty());
    }
  }
}

TEST_CASE("day: what people and spreadsheets write, where it has one meaning") {
  for (const char* text : {"2026-12-07", "2026/12/07", "2026/12/7", "2026-12-7", "2026.12.07",
                           " 2026-12-07 ", "\uFF12\uFF10\uFF12\uFF16-12-07", "2026年12月7日",
                           "7 Dec 2026", "07-DEC-2026", "7 December 2026", "Dec 7, 2026",
                           "December 7 2026", "2026-12-07 00:00:00", "2026-12-07T00:00"}) {
    INFO(text);
    const auto read = read_written_date(text);
    REQUIRE(read);
    CHECK(iso_date(*read) == "2026-12-07");
  }
  for (const char* text : {"2026-12-07 08:00", "2026/12-07", "26/12/07", "2026-02-30", "2026/2/30",
                           "7 Dec", "2026-12", "12 2026", "20261207", "46363", "tomorrow", ""}) {
    INFO(text);
    const auto read = read_written_date(text);
    REQUIRE_FALSE(read);
    CHECK_FALSE(read.reason().has_two_readings);
  }
}

TEST_CASE("day: a date of two readings is refused with both") {
  for (const char* text : {"07/12/2026", "7/12/2026", "07-12-2026", "07.12.2026"}) {
    INFO(text);
    const auto read = read_written_date(text);
    REQUIRE_FALSE(read);
    CHECK(read.reason().has_two_readings);
    CHECK(read.reason().detail == Containing{"2026-12-07 or 2026-07-12"});
  }
  CHECK(read_written_date("25/12/2026").reason().detail == Containing{": 2026-12-25"});
}

// By the Gregorian rule; weekdays by Zeller's congruence.
TEST_CASE("day: weekdays") {
  struct Row {
    const char* date;
    const char* weekday;
  };
  const Row rows[] = {
      {"2026-03-16", "Mon"}, {"2026-12-07", "Mon"}, {"2026-12-02", "Wed"}, {"2000-01-01", "Sat"},
      {"1970-01-01", "Thu"}, {"1900-01-01", "Mon"}, {"2024-02-29", "Thu"}, {"2100-12-31", "Fri"},
      {"1999-12-31", "Fri"}, {"2026-04-06", "Mon"}, // Easter Monday
  };
  for (const Row& row : rows) {
    INFO(row.date);
    CHECK(weekday_name(day(row.date)) == row.weekday);
  }
}

TEST_CASE("day: days are counted across months and leap days and year ends") {
  struct Row {
    const char* from;
    const char* to;
    int days;
  };
  const Row rows[] = {
      {"2026-12-02", "2026-12-07", 5},      {"2026-12-07", "2026-12-02", -5},
      {"2026-12-31", "2027-01-01", 1},      {"2024-02-28", "2024-03-01", 2}, // leap year
      {"2026-02-28", "2026-03-01", 1},      {"2100-02-28", "2100-03-01", 1}, // not a leap year
      {"2000-02-28", "2000-03-01", 2},      {"2024-01-01", "2025-01-01", 366},
      {"2026-01-01", "2027-01-01", 365},    {"2026-03-28", "2026-03-30", 2}, // summer time begins
      {"2026-10-24", "2026-10-26", 2},      {"2026-12-07", "2026-12-07", 0},
      {"1870-01-01", "2100-12-31", 84'370},
  };
  for (const Row& row : rows) {
    INFO(row.from, " to ", row.to);
    CHECK(days_between(day(row.from), day(row.to)) == row.days);
    CHECK(iso_date(day(row.from) + std::chrono::days(row.days)) == row.to);
  }
}

TEST_CASE("day: completed years") {
  struct Row {
    const char* birth;
    const char* on;
    int years;
  };
  const Row rows[] = {
      {"1984-03-02", "2026-12-02", 42}, // the contract's patient
      {"1984-12-02", "2026-12-02", 42},
      {"1984-12-03", "2026-12-02", 41},
      {"2008-12-02", "2026-12-02", 18},
      {"2008-12-03", "2026-12-02", 17},
      {"1984-01-31", "2026-02-01", 42},
      {"1984-12-31", "2026-01-01", 41},
      // Born on 29 February: the year is complete on 29 February, else on 1 March.
      {"2004-02-29", "2022-02-28", 17},
      {"2004-02-29", "2022-03-01", 18},
      {"2004-02-29", "2024-02-28", 19},
      {"2004-02-29", "2024-02-29", 20},
      {"2000-02-29", "2100-02-28", 99},
      {"2000-02-29", "2100-03-01", 100},
      {"1984-02-28", "2024-02-28", 40},
      {"1984-03-01", "2024-02-29", 39},
      {"2026-12-02", "2026-12-02", 0},
      {"2026-12-03", "2026-12-02", -1},
  };
  for (const Row& row : rows) {
    INFO("born ", row.birth, ", on ", row.on);
    CHECK(completed_years(day(row.birth), day(row.on)) == row.years);
  }
}

// design.md part 2: calendar months, clamped at the end of the month.
TEST_CASE("day: months are clamped at the end of the month") {
  struct Row {
    const char* from;
    int months;
    const char* to;
  };
  const Row rows[] = {
      {"2026-03-31", -1, "2026-02-28"},  {"2024-03-31", -1, "2024-02-29"},
      {"2026-03-30", -1, "2026-02-28"},  {"2026-03-28", -1, "2026-02-28"},
      {"2026-05-31", -1, "2026-04-30"},  {"2026-12-02", -1, "2026-11-02"},
      {"2026-12-02", -2, "2026-10-02"},  {"2026-01-31", 1, "2026-02-28"},
      {"2026-01-15", -1, "2025-12-15"},  {"2026-01-31", -2, "2025-11-30"},
      {"2026-12-31", 2, "2027-02-28"},   {"2026-12-07", 12, "2027-12-07"},
      {"2024-02-29", 12, "2025-02-28"},  {"2024-02-29", -12, "2023-02-28"},
      {"2024-02-29", 48, "2028-02-29"},  {"2026-12-07", 0, "2026-12-07"},
      {"2026-03-31", -25, "2024-02-29"},
  };
  for (const Row& row : rows) {
    INFO(row.from, " and ", row.months, " months");
    CHECK(iso_date(months_later(day(row.from), row.months)) == row.to);
  }
}

TEST_CASE("day: plans are made for 1990 to 2100") {
  CHECK(is_plannable(day("1990-01-01")));
  CHECK(is_plannable(day("2100-12-31")));
  CHECK_FALSE(is_plannable(day("1989-12-31")));
  CHECK_FALSE(is_plannable(day("2100-12-31") + std::chrono::days(1)));
}

TEST_CASE("day: every date from 1870 to 2100 is read and written as itself") {
  const Day first = day("1870-01-01");
  const int count = days_between(first, day("2100-12-31"));
  std::string last;
  for (int i = 0; i <= count; ++i) {
    const Day today = first + std::chrono::days(i);
    const std::string text = iso_date(today);
    CHECK(text > last); // the order of the texts is the order of the days
    last = text;
    const auto read = read_iso_date(text);
    REQUIRE(read);
    CHECK(*read == today);
    CHECK(weekday_name(today) ==
          weekday_names[static_cast<std::size_t>((6 + i) % 7)]); // a Saturday
  }
}

TEST_CASE("day: several days in a row are written as each alone") {
  Chance chance(7);
  DayWriter writer;
  Day at(std::chrono::days(-40'000)); // before and after 1970
  for (int trial = 0; trial < 100'000; ++trial) {
    at += std::chrono::days(chance.between(-3, 5));
    char text[10];
    REQUIRE(writer.write(at, text) == std::end(text));
    REQUIRE(std::string_view(text, sizeof text) == iso_date(at));
  }
}

// Ten characters, one in four of them changed: what is kept of an earlier text never answers for
// this one.
TEST_CASE("day: many dates are read as each alone" * doctest::test_suite("exhaustive")) {
  Chance chance(8);
  DayReader reader;
  const Day first = day("1989-12-01");
  int dates = 0, others = 0;
  for (int trial = 0; trial < 200'000; ++trial) {
    std::string text = iso_date(first + std::chrono::days(chance.between(0, 700)));
    if (chance.between(0, 3) == 0)
      text[static_cast<std::size_t>(chance.between(0, 9))] =
          chance.one_of(std::string_view("0123456789-/ :\0", 15));
    const auto alone = read_iso_date(text);
    const auto expected = alone && is_plannable(*alone) ? std::optional(*alone) : std::nullopt;
    INFO(text);
    REQUIRE(reader.plain_plannable_date(text.data()) == expected);
    ++(expected ? dates : others);
  }
  CHECK(dates > 100'000);
  CHECK(others > 10'000);
}

TEST_CASE("day: a later day is never a younger age") {
  Chance chance(4);
  const Day first = day("1900-01-01");
  for (int trial = 0; trial < 20'000; ++trial) {
    const Day birth = first + std::chrono::days(chance.between(0, 60'000));
    const int age = static_cast<int>(chance.between(0, 12'000));
    const Day on = birth + std::chrono::days(age);
    INFO("trial ", trial, ": born ", iso_date(birth), ", on ", iso_date(on));
    const int years = completed_years(birth, on);
    CHECK(years >= age / 366);
    CHECK(years <= age * 4 / 1461 + 1);
    CHECK(completed_years(birth, on + std::chrono::days(1)) >= years);
    CHECK(completed_years(birth, on + std::chrono::days(1)) <= years + 1);
  }
}

} // namespace
