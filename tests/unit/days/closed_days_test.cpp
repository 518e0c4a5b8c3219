// The working calendar of a site: what closes a day, what opens it, and of which days is known
// whether they are holidays.
#include "schedule/days/closed_days.hpp"

#include <doctest/doctest.h>

using namespace nkdose;

namespace {

Day day(std::string_view iso) {
  return *read_iso_date(iso);
}

ClosedDays weekends() {
  return {.weekdays = {true, false, false, false, false, false, true}};
}

Holidays holidays_of(std::vector<NamedSpan> closed, std::vector<NamedSpan> working = {}) {
  return {.closed = std::move(closed), .working = std::move(working)};
}

NamedSpan one_day(const char* date, const char* name) {
  return {{day(date), day(date)}, name};
}

TEST_CASE("closed days: what the site says of a date, then the holiday file, then the weekday") {
  ClosedDays site = weekends();
  site.close({{day("2026-10-08"), "stocktaking"}, {day("2026-10-10"), ""}});
  site.open = {day("2026-10-01"), day("2026-10-18")}; // a holiday, and a Sunday
  site.add(holidays_of({{{day("2026-10-01"), day("2026-10-08")}, "National Day"}},
                       {one_day("2026-10-10", "made up"), one_day("2026-10-17", "made up")}),
           NamedWorkdays::closed);
  CHECK_FALSE(site.holds(day("2026-10-01"))); // the site opens it
  CHECK(site.reason(day("2026-10-02")) == "National Day");
  CHECK(site.reason(day("2026-10-08")) == "stocktaking"); // closed by both: the site's word
  CHECK_FALSE(site.holds(day("2026-10-09")));             // a Friday
  CHECK(site.reason(day("2026-10-10")) ==
        "closed date"); // worked elsewhere, and the site closes it
  CHECK(site.reason(day("2026-10-11")) == "closed weekday");
  CHECK_FALSE(site.holds(day("2026-10-17"))); // a Saturday that is worked
  CHECK_FALSE(site.holds(day("2026-10-18"))); // the site opens this Sunday
}

TEST_CASE("closed days: a working day closes nothing, and opens a weekend only") {
  ClosedDays closed = weekends();
  closed.add(holidays_of({}, {one_day("2026-10-10", "made up"), one_day("2026-10-09", "a Friday")}),
             NamedWorkdays::closed);
  CHECK_FALSE(closed.holds(day("2026-10-09")));
  CHECK_FALSE(closed.holds(day("2026-10-10")));
  CHECK(closed.holds(day("2026-10-11")));
}

TEST_CASE("closed days: a day that is called a working day is what somebody has said") {
  Holidays holidays;
  holidays.named_working = {one_day("2026-10-10", "上班"), one_day("2026-10-09", "Workday")};
  for (const NamedWorkdays named : {NamedWorkdays::working, NamedWorkdays::closed}) {
    ClosedDays closed = weekends();
    closed.add(holidays, named);
    CHECK(closed.holds(day("2026-10-10")) == (named == NamedWorkdays::closed));
    CHECK(closed.holds(day("2026-10-09")) == (named == NamedWorkdays::closed));
  }
}

TEST_CASE("closed days: which names say that a day is worked") {
  for (const char* name : {"上班", "国庆节（班）", "补班", "補行上班日", "Workday",
                           "Make-up workday", "Special Working Day", "WORK DAY (swapped)",
                           "Munkanap (áthelyezett)", "Перенесённый рабочий день"})
    CHECK_MESSAGE(names_a_workday(name), name);
  for (const char* name : {"国庆节", "National Day", "Special Non-Working Day", "nonworking day",
                           "not a working day", "Labour Day", "Нерабочий день", "Workers' Day",
                           "国庆节放假，不上班", "休班", "Nem munkanap", ""})
    CHECK_MESSAGE(!names_a_workday(name), name);
}

// A list of a year is known to its end where an event is in its last four months; of a list that
// ends in May nobody knows whether it goes on. A feed of twelve months from October ends in
// September, and says nothing of the October after it. A year without any event is one that was
// forgotten.
TEST_CASE("closed days: which days a holiday file knows") {
  const auto known = [](std::initializer_list<const char*> dates) {
    std::vector<Day> days;
    for (const char* date : dates)
      days.push_back(day(date));
    std::string all;
    for (const DaySpan& span : known_days(days))
      all += (all.empty() ? "" : ", ") + iso_date(span.first) + ".." + iso_date(span.last);
    return all;
  };
  CHECK(known({"2026-01-01", "2026-10-07"}) == "2026-01-01..2026-12-31");
  CHECK(known({"2026-12-25", "2026-12-26"}) == "2026-01-01..2026-12-31");
  CHECK(known({"2026-04-03", "2027-01-01"}) == "2026-01-01..2027-01-01");
  CHECK(known({"2025-01-01", "2026-01-01", "2027-05-05"}) == "2025-01-01..2027-05-05");
  CHECK(known({"2025-01-01", "2026-01-01", "2027-09-01"}) == "2025-01-01..2027-12-31");
  CHECK(known({"2026-10-01", "2027-09-15"}) == "2026-01-01..2027-09-15");
  CHECK(known({"2025-01-01", "2025-10-01", "2027-01-01", "2027-10-01"}) ==
        "2025-01-01..2025-12-31, 2027-01-01..2027-12-31");
  CHECK(known({}) == "");
}

TEST_CASE("closed days: what is known is the file's days, and what the site states") {
  Holidays of_2026;
  of_2026.closed = {one_day("2026-10-01", "National Day")};
  of_2026.known = known_days({day("2026-01-01"), day("2026-10-07")});
  ClosedDays closed;
  CHECK(closed.is_known(day("2050-01-01"))); // nobody has named a file
  closed.add(of_2026, NamedWorkdays::closed);
  CHECK_FALSE(closed.is_known(day("2025-12-31")));
  CHECK(closed.is_known(day("2026-01-01")));
  CHECK(closed.is_known(day("2026-12-31")));
  CHECK_FALSE(closed.is_known(day("2027-01-01")));
  ClosedDays stated; // the last day, and nothing of the first
  stated.known_to = day("2027-06-30");
  CHECK(stated.is_known(day("2020-01-01")));
  CHECK_FALSE(stated.is_known(day("2027-07-01")));
  stated.add(of_2026, NamedWorkdays::closed);
  CHECK_FALSE(stated.is_known(day("2025-12-31")));
  CHECK(stated.is_known(day("2027-06-30")));
  CHECK_FALSE(stated.is_known(day("2027-07-01")));
  Holidays endless; // rules without an end, and nothing else
  endless.closed = of_2026.closed;
  closed.add(endless, NamedWorkdays::closed);
  CHECK(closed.is_known(day("2050-01-01")));
}

TEST_CASE("closed days: a holiday names the date that the site closes without a name") {
  ClosedDays closed;
  closed.close({{day("2026-12-25"), ""}, {day("2026-12-28"), "stocktaking"}});
  closed.add(holidays_of({one_day("2026-12-25", "Christmas"), one_day("2026-12-28", "bridge day")}),
             NamedWorkdays::closed);
  CHECK(closed.reason(day("2026-12-25")) == "Christmas");
  CHECK(closed.reason(day("2026-12-28")) == "stocktaking");
}

} // namespace
