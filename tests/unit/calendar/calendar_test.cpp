// The dated calendar: the cited worked example, day counts, and what shifting day zero does.
#include "schedule/calendar/calendar.hpp"
#include "schedule/calendar/study_day.hpp"
#include "schedule/calendar/visit_day.hpp"
#include "schedule/protocol/library.hpp"
#include "tests/unit/chance.hpp"
#include "tests/unit/ordinary.hpp"

#include <algorithm>

namespace {
using namespace nkdose;
using namespace nkdose::test;

Day day(std::string_view iso) {
  return *read_iso_date(iso);
}

const Trial& f01() {
  static const Trial trial;
  return trial;
}
// f01 in another's numbering: there is no day 0, day 1 follows day minus 1.
const Trial& without_day_zero() {
  static const Trial trial({"protocol: protocol.has_day_zero = false",
                            "protocol: infusion.0.days.0 = 1", "protocol: infusion.1.days.0 = 1",
                            "protocol: infusion.1.days.1 = 8"});
  return trial;
}

Calendar calendar_of(const Trial& trial, std::string_view day_zero, std::size_t infusions = 0,
                     std::optional<Day> screening = std::nullopt) {
  return make_calendar(trial.treatment.protocol, trial.treatment.drugs,
                       {day(day_zero), infusions, screening, {}});
}

// The first of its name, or the one of a number.
const Event& event(const Calendar& calendar, std::string_view what, int number = 1) {
  const auto found = std::ranges::find_if(
      calendar, [&](const Event& e) { return e.what.text() == what && e.number == number; });
  INFO(what, " ", number);
  REQUIRE(found != calendar.end());
  return *found;
}

std::string dates(const Calendar& calendar, EventKind kind, std::string_view what) {
  std::string all;
  for (const Event& e : calendar)
    if (e.kind == kind && e.what.text() == what)
      all += (all.empty() ? "" : ", ") + day_name(e.day) + " " + std::string(weekday_name(e.date)) +
             " " + iso_date(e.date);
  return all;
}

// cells-protocols-calendar.md 5e, "Worked": day zero Mon 2026-03-16.
TEST_CASE("calendar: the worked example") {
  const Calendar calendar = calendar_of(f01(), "2026-03-16", 1);
  const char* const three_days =
      "Day minus 5 Wed 2026-03-11, Day minus 4 Thu 2026-03-12, Day minus 3 Fri 2026-03-13";
  CHECK(dates(calendar, EventKind::drug, "fludarabine") == three_days);
  CHECK(dates(calendar, EventKind::drug, "cyclophosphamide") == three_days);
  CHECK(dates(calendar, EventKind::rest, "rest") ==
        "Day minus 2 Sat 2026-03-14, Day minus 1 Sun 2026-03-15");
  CHECK(dates(calendar, EventKind::infusion, "infusion") ==
        "Day 0 Mon 2026-03-16, Day 7 Mon 2026-03-23");
  // "GC <= 20 mg/d by Wed 2026-03-04 (D-12); antimicrobial limit 2026-02-25".
  CHECK(iso_date(event(calendar, "steroid").date) == "2026-03-04");
  CHECK(event(calendar, "steroid").day == -12);
  CHECK(iso_date(event(calendar, "antimicrobials").date) == "2026-02-25");
  // "D7 03-23; D14 03-30; DLT end D28 2026-04-13".
  CHECK(event(calendar, "steroid").kind == EventKind::reached_by);
  CHECK(event(calendar, "antimicrobials").kind == EventKind::last_permitted);
  CHECK(iso_date(event(calendar, "visit-day-7").date) == "2026-03-23");
  CHECK(iso_date(event(calendar, "visit-day-14").date) == "2026-03-30");
  CHECK(iso_date(event(calendar, "visit-day-28").date) == "2026-04-13");
  // The record's wash-outs before lymphodepletion, which starts on 2026-03-11 (E13 to E17).
  CHECK(iso_date(event(calendar, "pulse-steroid").date) == "2026-01-11");
  for (const char* what : {"biologics", "major-surgery", "live-vaccine", "other-trial"})
    CHECK(iso_date(event(calendar, what).date) == "2026-02-11");
  // One year after the last treatment, "from the second infusion if given" (C19, C20).
  CHECK(iso_date(event(calendar, "contraception").date) == "2027-03-23");
  CHECK(iso_date(event(calendar_of(f01(), "2026-03-16", 0), "contraception").date) == "2027-03-16");
}

// The contract's plan: day zero Mon 2026-12-07.
TEST_CASE("calendar: the contract's dates") {
  const Calendar calendar = calendar_of(f01(), "2026-12-07");
  CHECK(dates(calendar, EventKind::drug, "fludarabine") ==
        "Day minus 5 Wed 2026-12-02, Day minus 4 Thu 2026-12-03, Day minus 3 Fri 2026-12-04");
  CHECK(dates(calendar, EventKind::infusion, "infusion") == "Day 0 Mon 2026-12-07");
  for (int number = 1; number <= 3; ++number) {
    CHECK(event(calendar, "fludarabine", number).of == 3);
    CHECK(event(calendar, "fludarabine", number).day == number - 6);
    CHECK(event(calendar, "cyclophosphamide", number).text ==
          Containing{std::to_string(number) + " of 3"});
  }
  CHECK(event(calendar, "infusion", 1).of == 1);
  // Months from day zero, as in NCT06421701.
  CHECK(iso_date(event(calendar, "visit-month-2").date) == "2027-02-07");
  CHECK(iso_date(event(calendar, "visit-month-3").date) == "2027-03-07");
  CHECK(iso_date(event(calendar, "visit-month-6").date) == "2027-06-07");
  CHECK(iso_date(event(calendar, "visit-month-12").date) == "2027-12-07");
}

// Issue: check points before Day minus 5 and before Day 0.
TEST_CASE("calendar: the check points stand on the days they belong to") {
  const Calendar calendar = calendar_of(f01(), "2026-12-07");
  for (const char* what : {"repeat-measurements", "pregnancy-test", "infection",
                           "oxygen-saturation", "product-on-site"}) {
    CHECK(event(calendar, what).kind == EventKind::check);
    CHECK(iso_date(event(calendar, what).date) == "2026-12-02");
  }
  for (const char* what : {"infection-before-infusion", "repeat-before-infusion", "tocilizumab"}) {
    CHECK(event(calendar, what).kind == EventKind::check);
    CHECK(iso_date(event(calendar, what).date) == "2026-12-07");
  }
  // With two infusions, what is checked before an infusion is checked before each.
  CHECK(dates(calendar_of(f01(), "2026-12-07", 1), EventKind::check, "tocilizumab") ==
        "Day 0 Mon 2026-12-07, Day 7 Mon 2026-12-14");
  for (const Event& e : calendar) {
    INFO(e.what.text());
    CHECK_FALSE(e.text.empty());
    CHECK_FALSE(e.source.empty());
  }
}

TEST_CASE("calendar: what counts from screening needs its date") {
  const Calendar without = calendar_of(f01(), "2026-12-07");
  CHECK(std::ranges::none_of(without, [](const Event& e) {
    return e.what.text() == "dialysis-plasmapheresis" || e.what.text() == "pulse-steroid-screening";
  }));
  // Three months (E02) and one month (E03) before 2026-11-20.
  const Calendar with = calendar_of(f01(), "2026-12-07", 0, day("2026-11-20"));
  CHECK(iso_date(event(with, "dialysis-plasmapheresis").date) == "2026-08-20");
  CHECK(iso_date(event(with, "pulse-steroid-screening").date) == "2026-10-20");
  CHECK(with.size() == without.size() + 2);
}

TEST_CASE("calendar: calendar months before lymphodepletion are clamped") {
  // Day zero 2026-04-05: lymphodepletion starts on 2026-03-31; one month before is 28 February.
  const Calendar calendar = calendar_of(f01(), "2026-04-05");
  CHECK(iso_date(event(calendar, "fludarabine", 1).date) == "2026-03-31");
  CHECK(iso_date(event(calendar, "live-vaccine").date) == "2026-02-28");
  CHECK(iso_date(event(calendar, "pulse-steroid").date) == "2026-01-31");
  // A leap year: day zero 2024-04-05.
  CHECK(iso_date(event(calendar_of(f01(), "2024-04-05"), "live-vaccine").date) == "2024-02-29");
}

TEST_CASE("calendar: events stand in the order of their dates and kinds") {
  const Calendar calendar = calendar_of(f01(), "2026-12-07", 1, day("2026-11-20"));
  CHECK(std::ranges::is_sorted(calendar, {},
                               [](const Event& e) { return std::pair(e.date, e.kind); }));
  // On the first drug day: the checks before the drugs.
  const Event& check = event(calendar, "product-on-site");
  const Event& drug = event(calendar, "fludarabine", 1);
  CHECK(check.date == drug.date);
  CHECK(&check < &drug);
}

// Every event whose date is counted in days: its name, number, day and date.
std::string counted_in_days(const Protocol& protocol, const Calendar& calendar, int shift) {
  std::vector<std::string> lines;
  for (const Event& e : calendar) {
    const bool in_months = std::ranges::any_of(protocol.events, [&](const TimedRule& rule) {
      return rule.id == e.what && rule.months != 0;
    });
    if (in_months) continue;
    lines.push_back(std::string(e.what.text()) + " " + std::to_string(e.number) + " " +
                    day_name(e.day) + " " + iso_date(e.date + std::chrono::days(shift)) + "\n");
  }
  std::ranges::sort(lines);
  std::string all;
  for (const std::string& line : lines)
    all += line;
  return all;
}

TEST_CASE("calendar: shifting day zero shifts every date that is counted in days" *
          doctest::test_suite("exhaustive")) {
  Chance chance(5);
  for (const Trial* trial : {&f01(), &without_day_zero()}) {
    const Protocol& protocol = trial->treatment.protocol;
    for (int turn = 0; turn < 300; ++turn) {
      const Day day_zero = day("1990-06-01") + std::chrono::days(chance.between(0, 39'000));
      const int shift = static_cast<int>(chance.between(1, 800));
      const std::size_t list = static_cast<std::size_t>(chance.between(0, 1));
      INFO("day zero ", iso_date(day_zero), ", ", shift, " days later");
      const auto calendar = [&](Day zero) {
        return make_calendar(protocol, trial->treatment.drugs, {zero, list, std::nullopt, {}});
      };
      const std::string here = counted_in_days(protocol, calendar(day_zero), shift);
      const std::string there =
          counted_in_days(protocol, calendar(day_zero + std::chrono::days(shift)), 0);
      CHECK(here == there);
      CHECK(std::ranges::count(here, '\n') > 20);
    }
  }
}

// cells-protocols-calendar.md 2, traps: with days -5 to -3 and the infusion on day 1, the gap is 4
// days if a day 0 exists and 3 if there is none.
TEST_CASE("calendar: a protocol says whether a day 0 exists") {
  const Calendar calendar = calendar_of(without_day_zero(), "2026-12-07", 1);
  CHECK(dates(calendar, EventKind::drug, "fludarabine") ==
        "Day minus 5 Wed 2026-12-02, Day minus 4 Thu 2026-12-03, Day minus 3 Fri 2026-12-04");
  CHECK(dates(calendar, EventKind::infusion, "infusion") ==
        "Day 1 Mon 2026-12-07, Day 8 Mon 2026-12-14");
  CHECK(dates(calendar, EventKind::rest, "rest") ==
        "Day minus 2 Sat 2026-12-05, Day minus 1 Sun 2026-12-06");
  CHECK(event(calendar, "tocilizumab").day == 1);
  CHECK(event(calendar, "steroid").day == -12);
  CHECK(std::ranges::none_of(calendar, [](const Event& e) { return e.day == 0; }));
  CHECK(findings_of(without_day_zero().plan().release) == "");
}

// "planned Mon 2026-12-14, from 2026-12-10": where the plan had another date, and the infusion that
// has moved it.
std::string moved(const Event& one) {
  if (!one.planned) return "";
  return "planned " + weekday_date(*one.planned) +
         (one.counted_from ? ", from " + iso_date(*one.counted_from) : "");
}

// f01 from 2026-12-07 with what was given.
Calendar calendar(std::vector<Given> given, std::size_t list = 0) {
  return make_calendar(f01().treatment.protocol, f01().treatment.drugs,
                       {day("2026-12-07"), list, std::nullopt, std::move(given)});
}
Given dose(std::string_view date) {
  return {day(date), "fludarabine", in<DrugMass>(45_d)};
}
Given infusion(std::string_view date) {
  return {day(date), "infusion", std::nullopt};
}

std::string progress(const Calendar& events, std::string_view what) {
  std::string all;
  for (const Event& e : events)
    if (e.what.text() == what)
      all += (all.empty() ? "" : ", ") + iso_date(e.date) +
             (e.progress == Progress::given    ? " given"
              : e.progress == Progress::missed ? " missed"
                                               : " planned");
  return all;
}

// What has been given stands on its own date and is never ordered again.
TEST_CASE("calendar: given and missed and planned doses") {
  CHECK(progress(calendar({}), "fludarabine") ==
        "2026-12-02 planned, 2026-12-03 planned, 2026-12-04 planned");
  CHECK(progress(calendar({dose("2026-12-02")}), "fludarabine") ==
        "2026-12-02 given, 2026-12-03 planned, 2026-12-04 planned");
  CHECK(progress(calendar({dose("2026-12-02")}), "cyclophosphamide") ==
        "2026-12-02 planned, 2026-12-03 planned, 2026-12-04 planned");
  CHECK(progress(calendar({dose("2026-12-02"), dose("2026-12-04")}), "fludarabine") ==
        "2026-12-02 given, 2026-12-03 missed, 2026-12-04 given");
  CHECK(progress(calendar({dose("2026-12-05")}), "fludarabine") ==
        "2026-12-02 missed, 2026-12-03 missed, 2026-12-04 missed, 2026-12-05 given");
  CHECK(of(*event(calendar({dose("2026-12-02")}), "fludarabine", 1).given) == 45_d);
  // A given infusion takes the place of the planned one; what counts from it follows.
  const Given infused = infusion("2026-12-08");
  CHECK(progress(calendar({infused}), "infusion") == "2026-12-08 given");
  CHECK(iso_date(event(calendar({infused}), "contraception").date) == "2027-12-08");
  CHECK(progress(calendar({infused}, 1), "infusion") == "2026-12-08 given, 2026-12-15 planned");
  CHECK(iso_date(event(calendar({infused}, 1), "contraception").date) == "2027-12-15");
}

TEST_CASE("calendar: no lymphodepletion is left once an infusion was given") {
  const char* const all_missed = "2026-12-02 missed, 2026-12-03 missed, 2026-12-04 missed";
  // As planned, late, on a drug day, and before the first one: the drugs are over all the same.
  for (const char* date : {"2026-12-07", "2026-12-09", "2026-12-03", "2026-12-01"}) {
    INFO(date);
    CHECK(progress(calendar({infusion(date)}), "fludarabine") == all_missed);
    CHECK(progress(calendar({infusion(date)}), "cyclophosphamide") == all_missed);
  }
  // What was given stays given; the planned day after it is not made up for.
  CHECK(progress(calendar({dose("2026-12-02"), dose("2026-12-03"), infusion("2026-12-07")}),
                 "fludarabine") == "2026-12-02 given, 2026-12-03 given, 2026-12-04 missed");
  // The order of the [[given]] tables is not that of the dates.
  CHECK(progress(calendar({infusion("2026-12-07"), dose("2026-12-03")}), "fludarabine") ==
        "2026-12-02 missed, 2026-12-03 given, 2026-12-04 missed");
}

// A planned day before the latest thing that was given has passed; one of the same date may still
// come, for two drugs of a day are not written down at once.
TEST_CASE("calendar: what was given lets the days before it pass") {
  CHECK(progress(calendar({dose("2026-12-04")}), "cyclophosphamide") ==
        "2026-12-02 missed, 2026-12-03 missed, 2026-12-04 planned");
  CHECK(progress(calendar({dose("2026-12-05")}), "cyclophosphamide") ==
        "2026-12-02 missed, 2026-12-03 missed, 2026-12-04 missed");
  CHECK(progress(calendar({dose("2026-12-01")}), "cyclophosphamide") ==
        "2026-12-02 planned, 2026-12-03 planned, 2026-12-04 planned");
  CHECK(progress(calendar({dose("2026-12-07")}), "infusion") == "2026-12-07 planned");
  CHECK(progress(calendar({dose("2026-12-08")}), "infusion") == "2026-12-07 missed");
  CHECK(progress(calendar({dose("2026-12-08")}, 1), "infusion") ==
        "2026-12-07 missed, 2026-12-14 planned");
}

// An infusion on another day is that infusion; a dose on another day is not the planned dose.
TEST_CASE("calendar: a given infusion takes a planned one's place, a dose does not") {
  CHECK(progress(calendar({infusion("2026-12-05")}, 1), "infusion") ==
        "2026-12-05 given, 2026-12-12 planned");
  const std::vector<Day> infusions = {day("2026-12-07"), day("2026-12-14")};
  const auto left = [](const std::vector<Day>& planned, const Given& given, Name what) {
    std::string all;
    for (const Day one : days_left(planned, {given}, what))
      all += (all.empty() ? "" : ", ") + iso_date(one);
    return all;
  };
  CHECK(left(infusions, infusion("2026-12-05"), "infusion") == "2026-12-14");
  CHECK(left(infusions, infusion("2026-12-07"), "infusion") == "2026-12-14");
  CHECK(left(infusions, infusion("2026-12-14"), "infusion") == "");
  CHECK(left({day("2026-12-02"), day("2026-12-03")}, dose("2026-12-01"), "fludarabine") ==
        "2026-12-02, 2026-12-03");
}

// What follows counts from the infusion as it was given; lymphodepletion and what comes before it
// stay. Day zero planned Mon 2026-12-07, given Thu 2026-12-10: 3 days later throughout.
TEST_CASE("calendar: what follows counts from the infusion that was given") {
  const Calendar planned = calendar({}, 1), actual = calendar({infusion("2026-12-10")}, 1);
  REQUIRE(planned.size() == actual.size());
  CHECK(dates(actual, EventKind::infusion, "infusion") ==
        "Day 0 Thu 2026-12-10, Day 7 Thu 2026-12-17");
  CHECK(dates(actual, EventKind::drug, "fludarabine") ==
        dates(planned, EventKind::drug, "fludarabine"));
  CHECK(iso_date(event(actual, "biologics").date) == iso_date(event(planned, "biologics").date));
  CHECK(moved(event(actual, "biologics")) == "");
  CHECK(dates(actual, EventKind::check, "tocilizumab") ==
        "Day 0 Thu 2026-12-10, Day 7 Thu 2026-12-17");
  CHECK(dates(actual, EventKind::visit, "visit-day-28") == "Day 28 Thu 2027-01-07");
  CHECK(dates(actual, EventKind::until, "toxicity-window") == "Day 28 Thu 2027-01-07");
  CHECK(iso_date(event(actual, "visit-month-2").date) == "2027-02-10");
  CHECK(iso_date(event(actual, "contraception").date) == "2027-12-17");
  CHECK(moved(event(actual, "infusion", 1)) == "planned Mon 2026-12-07");
  CHECK(moved(event(actual, "infusion", 2)) == "planned Mon 2026-12-14, from 2026-12-10");
  CHECK(moved(event(actual, "visit-day-7")) == "planned Mon 2026-12-14, from 2026-12-10");
  CHECK(moved(event(actual, "contraception")) == "planned Tue 2027-12-14, from 2026-12-10");
  // The second infusion off its day moves only what counts from the last one.
  const Calendar second = calendar({infusion("2026-12-07"), infusion("2026-12-16")}, 1);
  CHECK(moved(event(second, "infusion", 2)) == "planned Mon 2026-12-14");
  CHECK(dates(second, EventKind::visit, "visit-day-28") == "Day 28 Mon 2027-01-04");
  CHECK(moved(event(second, "contraception")) == "planned Tue 2027-12-14, from 2026-12-16");
  CHECK(iso_date(event(second, "contraception").date) == "2027-12-16");
  // Each infusion that has moved something, once.
  CHECK(infusions_counted_from(planned).empty());
  CHECK(infusions_counted_from(actual) == std::vector{day("2026-12-10")});
  CHECK(infusions_counted_from(second) == std::vector{day("2026-12-16")});
}

// Closed are Saturdays, Sundays and Friday 2027-01-01. Counted by hand on the calendar.
TEST_CASE("calendar: a visit on a closed day moves inside its window, and never out of it") {
  ClosedDays closed;
  closed.weekdays[0] = closed.weekdays[6] = true;
  closed.close({{day("2027-01-01"), "New Year"}});
  struct Row {
    const char* counted;
    VisitWindow window;
    const char* date;
    VisitDay::Why why;
  };
  using enum VisitDay::Why;
  const Row rows[] = {
      {"2027-02-05", {}, "2027-02-05", open}, // a Friday
      {"2027-02-05", {{-3, 3}}, "2027-02-05", open},
      {"2027-02-06", {{-3, 3}}, "2027-02-05", moved}, // Saturday: Friday is a day off, Monday two
      {"2027-02-07", {{-3, 3}}, "2027-02-08", moved}, // Sunday: Monday
      {"2027-01-02", {{-3, 3}}, "2026-12-31", moved}, // Thursday and Monday, each two days off
      {"2027-01-02", {{-1, 3}}, "2027-01-04", moved}, // Thursday is outside the window
      {"2027-01-02", {{-2, 1}}, "2026-12-31", moved},
      {"2027-01-02", {{-1, 1}}, "2027-01-02", window_closed},
      {"2027-01-02", {{0, 0}}, "2027-01-02", window_closed},
      {"2027-01-02", {}, "2027-01-02", no_window},
      {"2027-02-06", {{0, 2}}, "2027-02-08", moved}, // only forward
      {"2027-02-07", {{-2, 0}}, "2027-02-05", moved},
  };
  for (const Row& row : rows) {
    INFO(row.counted);
    const VisitDay visit = visit_day(day(row.counted), row.window, &closed);
    CHECK(iso_date(visit.date) == row.date);
    CHECK((visit.why == row.why));
    CHECK(visit.stays_closed() == (row.why == no_window || row.why == window_closed));
    CHECK((visit_day(day(row.counted), row.window, nullptr).why == open));
  }
}

// Day zero on Mon 2026-12-07: Month 2 is Sunday 2027-02-07, Month 3 Sunday 2027-03-07.
TEST_CASE("calendar: only visits move for a closed day, and those that stay are known") {
  Treatment treatment = f01().treatment;
  ClosedDays& closed = treatment.site.closed;
  closed = {};
  closed.weekdays[0] = closed.weekdays[6] = true;
  for (TimedRule& rule : treatment.protocol.events)
    if (rule.id == Name("visit-month-2")) rule.window = {-7, 7};
  const auto made = [&](const ClosedDays* of_site) {
    return make_calendar(treatment.protocol, treatment.drugs,
                         {.day_zero = day("2026-12-07"), .screening_date = {}, .closed = of_site});
  };
  const Calendar moved_visit = made(&closed), as_counted = made(nullptr);
  REQUIRE(moved_visit.size() == as_counted.size());
  CHECK(dates(moved_visit, EventKind::visit, "visit-month-2") == "Day 63 Mon 2027-02-08");
  CHECK(moved(event(moved_visit, "visit-month-2")) == "planned Sun 2027-02-07");
  CHECK(dates(moved_visit, EventKind::visit, "visit-month-3") == "Day 90 Sun 2027-03-07");
  for (const Event& e : as_counted)
    if (e.what != Name("visit-month-2"))
      CHECK(event(moved_visit, e.what.text(), e.number).date == e.date);
  CHECK(event(moved_visit, "visit-month-3").on_closed_day != "");
  CHECK(event(moved_visit, "visit-month-2").on_closed_day == "");
  // Without a window nobody expects another day; with one, that none of it is open is known.
  const auto closed_windows = [&] {
    return days_of_closed_windows(
        treatment.protocol,
        {.day_zero = day("2026-12-07"), .screening_date = {}, .closed = &closed});
  };
  CHECK(closed_windows().empty());
  for (TimedRule& rule : treatment.protocol.events)
    if (rule.id == Name("visit-month-3")) rule.window = {-1, 0};
  CHECK(closed_windows() == std::vector{day("2027-03-07")});
}

TEST_CASE("calendar: what belongs to a missed infusion or to a cut rest is dropped") {
  // Given on Day minus 2: the two rest days are no rest any more.
  const Calendar early = calendar({infusion("2026-12-05")});
  CHECK(progress(early, "rest") == "2026-12-05 missed, 2026-12-06 missed");
  // A dose on 15 December lets the second infusion pass; contraception counts from the first.
  const Calendar one_missed = calendar({infusion("2026-12-07"), dose("2026-12-15")}, 1);
  CHECK(progress(one_missed, "infusion") == "2026-12-07 given, 2026-12-14 missed");
  CHECK(progress(one_missed, "tocilizumab") == "2026-12-07 planned, 2026-12-14 missed");
  CHECK(iso_date(event(one_missed, "contraception").date) == "2027-12-07");
  // Without any infusion the drugs alone ask for contraception: the planned infusion stands for it.
  const Calendar all_missed = calendar({dose("2026-12-08")});
  CHECK(progress(all_missed, "infusion") == "2026-12-07 missed");
  CHECK(iso_date(event(all_missed, "contraception").date) == "2027-12-07");
  CHECK(event(all_missed, "contraception").text == Containing{"no infusion was given"});
}

// One dose of each drug was given on 2 December, then the day zero moved to the 14th.
TEST_CASE("calendar: a course that is resumed") {
  const Protocol& protocol = f01().treatment.protocol;
  const auto course = [&](const Resumption& resumption, std::vector<Given> given) {
    return Timeline(protocol, 0, day("2026-12-14"), std::move(given), resumption)
        .drug(protocol.drugs[0]);
  };
  const auto listed = [](const std::vector<Day>& days) {
    std::string all;
    for (const Day one : days)
      all += (all.empty() ? "" : " ") + iso_date(one);
    return all;
  };
  const Course anew = course({ResumedAs::restart}, {dose("2026-12-02"), dose("2026-12-09")});
  CHECK(listed(anew.before) == "2026-12-02");
  CHECK(listed(anew.given) == "2026-12-09");
  CHECK(listed(anew.left) == "2026-12-10 2026-12-11");
  CHECK_FALSE(anew.is_off_plan());
  const Resumption rest{ResumedAs::remaining, {{protocol.drugs[0].id, {-4, -3}}}};
  const Course left = course(rest, {dose("2026-12-02")});
  CHECK(listed(left.planned) == "2026-12-02 2026-12-10 2026-12-11");
  CHECK(listed(left.given) == "2026-12-02");
  CHECK(listed(left.left) == "2026-12-10 2026-12-11");
  CHECK(left.before.empty());
  CHECK_FALSE(left.is_off_plan());
  // A drug that is not named has none left, and lacks none of what was decided.
  const Course none =
      course({ResumedAs::remaining, {{protocol.drugs[1].id, {-4}}}}, {dose("2026-12-02")});
  CHECK(none.left.empty());
  CHECK_FALSE(none.is_off_plan());
}

// Before both day zeros a day keeps the number that it was ordered as; from the planned day zero to
// a later infusion it counts back from that one, so that no "Day 0" stands before the infusion.
TEST_CASE("calendar: day numbers around an infusion on another day") {
  const auto number = [](std::string_view infused, std::string_view date) {
    return Timeline(f01().treatment.protocol, 0, day("2026-12-07"), {infusion(infused)})
        .number_of(day(date));
  };
  CHECK(number("2026-12-10", "2026-12-04") == -3);
  CHECK(number("2026-12-10", "2026-12-06") == -1);
  CHECK(number("2026-12-10", "2026-12-07") == -3);
  CHECK(number("2026-12-10", "2026-12-10") == 0);
  CHECK(number("2026-12-10", "2026-12-11") == 1);
  CHECK(number("2026-12-05", "2026-12-04") == -3);
  CHECK(number("2026-12-05", "2026-12-05") == 0);
  CHECK(number("2026-12-05", "2026-12-07") == 2);
}

// Issue 4, item 3: the lists of the reference table 2a, each with the dates of its infusions, of
// Day 28 and of the end of contraception, a year after the last infusion. Counted by hand on the
// calendar; none comes from this program.
TEST_CASE("calendar: lists of infusions over month ends, leap days and new year") {
  struct Row {
    bool has_day_zero;
    std::vector<int> days;
    const char* day_zero;
    const char* infusions;
    const char* day_28; // 28 days after the first
    const char* contraception;
  };
  const Row rows[] = {
      {true, {0}, "2026-12-07", "2026-12-07", "2027-01-04", "2027-12-07"},
      // A leap day as day zero: the year after has none, so the 28th.
      {true, {0}, "2024-02-29", "2024-02-29", "2024-03-28", "2025-02-28"},
      {true, {0, 7}, "2024-02-22", "2024-02-22 2024-02-29", "2024-03-21", "2025-02-28"},
      {true, {0, 7}, "2023-02-22", "2023-02-22 2023-03-01", "2023-03-22", "2024-03-01"},
      // Over new year; D0, D3, D6 of NCT06421701.
      {true,
       {0, 3, 6},
       "2026-12-28",
       "2026-12-28 2026-12-31 2027-01-03",
       "2027-01-25",
       "2028-01-03"},
      // A month of 30 days, then one of 31; the recommended list of AcNK-Sup003.
      {true,
       {0, 7, 14},
       "2026-04-20",
       "2026-04-20 2026-04-27 2026-05-04",
       "2026-05-18",
       "2027-05-04"},
      {true,
       {0, 7, 14},
       "2026-07-20",
       "2026-07-20 2026-07-27 2026-08-03",
       "2026-08-17",
       "2027-08-03"},
      // QN-139b, over the end of February in a leap year and in another.
      {true,
       {0, 3, 7, 10},
       "2028-02-20",
       "2028-02-20 2028-02-23 2028-02-27 2028-03-01",
       "2028-03-19",
       "2029-03-01"},
      {true,
       {0, 3, 7, 10},
       "2027-02-20",
       "2027-02-20 2027-02-23 2027-02-27 2027-03-02",
       "2027-03-20",
       "2028-03-02"},
      // FT596, without a day 0: day 15 is 14 days after day 1.
      {false, {1}, "2026-12-07", "2026-12-07", "2027-01-04", "2027-12-07"},
      {false, {1, 15}, "2026-12-21", "2026-12-21 2027-01-04", "2027-01-18", "2028-01-04"},
      {false, {1, 15}, "2024-02-15", "2024-02-15 2024-02-29", "2024-03-14", "2025-02-28"},
  };
  for (const Row& row : rows) {
    Treatment treatment = f01().treatment;
    treatment.protocol.has_day_zero = row.has_day_zero;
    treatment.protocol.infusions = {{row.days, "test"}};
    const Calendar events =
        make_calendar(treatment.protocol, treatment.drugs, {day(row.day_zero), 0, std::nullopt});
    INFO(row.day_zero, " with ", row.days.size(), " infusions");
    std::string infusions, numbers, expected_numbers;
    for (const Event& e : events) {
      if (e.kind != EventKind::infusion) continue;
      infusions += (infusions.empty() ? "" : " ") + iso_date(e.date);
      numbers += std::to_string(e.day) + " ";
    }
    for (const int number : row.days)
      expected_numbers += std::to_string(number) + " ";
    CHECK(infusions == row.infusions);
    CHECK(numbers == expected_numbers);
    CHECK(iso_date(event(events, "toxicity-window").date) == row.day_28);
    CHECK(iso_date(event(events, "contraception").date) == row.contraception);
    CHECK(dates(events, EventKind::drug, "fludarabine") ==
          dates(calendar_of(f01(), row.day_zero), EventKind::drug, "fludarabine"));
  }
}

// A 28-day cycle with D0, D7, D14, as AcNK-Sup003 has (reference table 2a, row 10); how many cycles
// is invented.
TEST_CASE("calendar: the next cycle counts from the infusion that was given") {
  Treatment treatment = f01().treatment;
  treatment.protocol.infusions = {{{0, 7, 14}, "test"}};
  treatment.protocol.cycle = CycleRule{28, 2, "test"};
  const auto made = [&](int cycle, std::vector<Given> given) {
    return make_calendar(treatment.protocol, treatment.drugs,
                         {day("2026-12-07"), 0, std::nullopt, std::move(given), {}, cycle});
  };
  const Calendar first = made(1, {}), late = made(1, {infusion("2026-12-09")}), last = made(2, {});
  CHECK(dates(first, EventKind::next_cycle, "next-cycle") == "Day 28 Mon 2027-01-04");
  CHECK(event(first, "next-cycle", 2).text == Containing{"cycle 2 of at most 2, 28 days after"});
  CHECK(event(first, "contraception").text == Containing{"a further cycle moves it"});
  CHECK(dates(late, EventKind::next_cycle, "next-cycle") == "Day 28 Wed 2027-01-06");
  CHECK(moved(event(late, "next-cycle", 2)) == "planned Mon 2027-01-04, from 2026-12-09");
  CHECK(dates(last, EventKind::next_cycle, "next-cycle") == "");
  CHECK_FALSE(event(last, "contraception").text == Containing{"a further cycle"});
}

// The names and dates of some kinds of events.
std::string dates_of(const Calendar& calendar, std::initializer_list<EventKind> kinds) {
  std::string all;
  for (const Event& e : calendar)
    if (std::ranges::find(kinds, e.kind) != kinds.end())
      all += std::string(e.what.text()) + " " + iso_date(e.date) + "\n";
  return all;
}

// Shifting day zero shifts everything, in every built-in protocol and list of infusions: months are
// calendar months from a shifted anchor, so only what is counted in days is compared.
TEST_CASE("calendar: shifting day zero shifts every built-in protocol") {
  Chance chance(11);
  for (const std::string_view id : built_in_ids("protocols")) {
    auto loaded = load_treatment(*built_in("protocols", id), *built_in("sites", "default"));
    REQUIRE(loaded);
    Protocol protocol = (*loaded).protocol;
    const auto& window = protocol.gap_window_days;
    protocol.choose_gap(window ? window->second : 3);
    for (std::size_t list = 0; list < protocol.infusions.size(); ++list)
      for (int turn = 0; turn < 40; ++turn) {
        const Day day_zero = day("1990-06-01") + std::chrono::days(chance.between(0, 39'000));
        const int shift = static_cast<int>(chance.between(1, 800));
        INFO(id, " from ", iso_date(day_zero), ", ", shift, " days later");
        const auto made = [&](Day zero) {
          return make_calendar(protocol, (*loaded).drugs, {zero, list, std::nullopt, {}});
        };
        const Calendar here = made(day_zero), there = made(day_zero + std::chrono::days(shift));
        CHECK(here.size() == there.size());
        CHECK(counted_in_days(protocol, here, shift) == counted_in_days(protocol, there, 0));
        // An infusion that was given moves all that follows as a new day zero does, and no drug.
        const Day given = day_zero + std::chrono::days(shift);
        const Calendar actual =
            make_calendar(protocol, (*loaded).drugs,
                          {day_zero, list, std::nullopt, {{given, "infusion", std::nullopt}}});
        CHECK(dates_of(actual, {EventKind::drug}) == dates_of(here, {EventKind::drug}));
        const auto follows = {EventKind::infusion, EventKind::visit, EventKind::until};
        CHECK(dates_of(actual, follows) == dates_of(there, follows));
      }
  }
}

// CDISC: the reference day is 1, the day before it -1.
TEST_CASE("calendar: study days have no day 0") {
  const Day one = day("2026-12-07");
  CHECK(study_day(day("2026-12-07"), one) == 1);
  CHECK(study_day(day("2026-12-08"), one) == 2);
  CHECK(study_day(day("2026-12-06"), one) == -1);
  CHECK(study_day(day("2026-12-02"), one) == -5);
  CHECK(study_day_one(calendar({}), StudyDayOne::infusion) == one);
  CHECK(study_day_one(calendar({}), StudyDayOne::lymphodepletion) == day("2026-12-02"));
  CHECK(study_day_one(calendar({infusion("2026-12-09")}), StudyDayOne::infusion) ==
        day("2026-12-09"));
  // What was missed is not the first.
  CHECK(study_day_one(calendar({dose("2026-12-03")}), StudyDayOne::lymphodepletion) ==
        day("2026-12-03"));
}

TEST_CASE("calendar: day names keep their sign") {
  CHECK(day_name(-5) == "Day minus 5");
  CHECK(day_name(0) == "Day 0");
  CHECK(day_name(7) == "Day 7");
  CHECK(day_name(-12) == "Day minus 12");
}

// 5e: with days -5 to -3, Monday is the only day zero that keeps everything on weekdays.
TEST_CASE("calendar: the weekdays of the cited table") {
  struct Row {
    const char* day_zero;
    int weekend_days; // of lymphodepletion and day zero
  };
  const Row rows[] = {
      {"2026-03-16", 0}, {"2026-03-17", 1}, {"2026-03-18", 2}, {"2026-03-19", 2},
      {"2026-03-20", 1}, {"2026-03-21", 1}, {"2026-03-22", 1},
  };
  for (const Row& row : rows) {
    INFO(row.day_zero);
    int weekend_days = 0;
    for (const Day treated : treatment_days(f01().treatment.protocol, 0, day(row.day_zero)))
      weekend_days += f01().treatment.site.closed.holds(treated) ? 1 : 0;
    CHECK(weekend_days == row.weekend_days);
  }
  CHECK(treatment_days(f01().treatment.protocol, 0, day("2026-03-16")).size() == 4);
  CHECK(treatment_days(f01().treatment.protocol, 1, day("2026-03-16")).size() == 5);
}

} // namespace
