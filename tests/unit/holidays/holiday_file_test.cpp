// Holiday files, as calendars and authorities publish them.
#include "cli/holidays/holiday_file.hpp"
#include "schedule/days/closed_days.hpp"
#include "tests/unit/printed.hpp"

#include <fmt/format.h>

using namespace nkdose;

namespace {

Day day(std::string_view iso) {
  return *read_iso_date(iso);
}

// A calendar of the events whose lines are given, an event each.
std::string calendar(std::initializer_list<std::string_view> events) {
  std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n";
  for (const std::string_view event : events)
    text += fmt::format("BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n", event);
  return text + "END:VCALENDAR\r\n";
}

Checked<Holidays, Problems> read(std::string_view text) {
  return read_holiday_file(text, "h.ics");
}

// "2026-12-24..2026-12-26 Christmas, ...".
std::string spans(const std::vector<NamedSpan>& list) {
  std::string all;
  for (const NamedSpan& one : list)
    all += fmt::format("{}{}{}{}{}", all.empty() ? "" : ", ", iso_date(one.days.first),
                       one.days.first == one.days.last ? "" : ".." + iso_date(one.days.last),
                       one.name.empty() ? "" : " ", one.name);
  return all;
}

// What is closed, or the first problem.
std::string closed(std::string_view text) {
  const auto holidays = read(text);
  if (holidays) return spans(holidays->closed);
  const Problem& problem = holidays.reason().front();
  return fmt::format("{}: {}", problem.place.position.line, problem.detail);
}
std::string closed_by(std::initializer_list<std::string_view> events) {
  return closed(calendar(events));
}

// RFC 5545, each construct that an all-day event can have.
TEST_CASE("holiday file: one day, and several") {
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261204"}) == "2026-12-04");
  CHECK(closed_by({"DTSTART:20261204"}) == "2026-12-04"); // without VALUE, as many programs write
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261204\r\nDTEND;VALUE=DATE:20261205"}) == "2026-12-04");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227"}) ==
        "2026-12-24..2026-12-26"); // the end is the day after
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261204\r\nDTEND;VALUE=DATE:20261204"}) == "2026-12-04");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261224\r\nDURATION:P3D"}) == "2026-12-24..2026-12-26");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261224\r\nDURATION:P1W"}) == "2026-12-24..2026-12-30");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20281231\r\nDTEND;VALUE=DATE:20290102"}) ==
        "2028-12-31..2029-01-01");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20280229"}) == "2028-02-29");
}

TEST_CASE("holiday file: rules, more days and fewer") {
  // The fourth Thursday of November: 26 November 2026, 25 November 2027, 23 November 2028.
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261126\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=3"
                   "\r\nSUMMARY:Thanksgiving"}) ==
        "2026-11-26 Thanksgiving, 2027-11-25 Thanksgiving, 2028-11-23 Thanksgiving");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261226\r\n"
                   "RRULE:FREQ=YEARLY;UNTIL=20271231"}) ==
        "2026-12-24..2026-12-25, 2027-12-24..2027-12-25");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY;COUNT=3"}) ==
        "2024-02-29, 2028-02-29, 2032-02-29");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261204\r\nRDATE;VALUE=DATE:20261211,20261218"}) ==
        "2026-12-04, 2026-12-11, 2026-12-18");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261204\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\n"
                   "EXDATE;VALUE=DATE:20261211,20261225"}) == "2026-12-04, 2026-12-18");
  // Midnight, and the second before it, stand for a day in many files.
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261225\r\nRRULE:FREQ=YEARLY;UNTIL=20271225T000000Z"}) ==
        "2026-12-25, 2027-12-25");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261225\r\nRRULE:FREQ=YEARLY;UNTIL=20271225T235959Z"}) ==
        "2026-12-25, 2027-12-25");
}

TEST_CASE("holiday file: a rule without an end goes to 2100") {
  const auto holidays = read(calendar({"DTSTART;VALUE=DATE:19491001\r\nRRULE:FREQ=YEARLY"}));
  REQUIRE(holidays);
  CHECK(holidays->closed.size() == 111); // 1990 to 2100
  CHECK(holidays->known.empty());        // every day is known
}

TEST_CASE("holiday file: versions, changed and cancelled instances") {
  CHECK(closed_by({"UID:a\r\nSEQUENCE:1\r\nDTSTART;VALUE=DATE:20261204",
                   "UID:a\r\nDTSTART;VALUE=DATE:20261207"}) == "2026-12-04");
  CHECK(closed_by({"UID:a\r\nDTSTART;VALUE=DATE:20261204",
                   "UID:a\r\nSEQUENCE:2\r\nSTATUS:CANCELLED\r\nDTSTART;VALUE=DATE:20261204",
                   "UID:b\r\nDTSTART;VALUE=DATE:20261225"}) == "2026-12-25");
  // Of two that are equally new nobody knows the last: both close.
  CHECK(closed_by({"UID:a\r\nDTSTART;VALUE=DATE:20261204",
                   "UID:a\r\nDTSTART;VALUE=DATE:20261207"}) == "2026-12-04, 2026-12-07");
  CHECK(closed_by({"UID:a\r\nDTSTART;VALUE=DATE:20261204\r\nRRULE:FREQ=WEEKLY;COUNT=3",
                   "UID:a\r\nRECURRENCE-ID;VALUE=DATE:20261211\r\nDTSTART;VALUE=DATE:20261214"}) ==
        "2026-12-04, 2026-12-18, 2026-12-14");
  CHECK(closed_by({"UID:a\r\nDTSTART;VALUE=DATE:20261204\r\nRRULE:FREQ=WEEKLY;COUNT=3",
                   "UID:a\r\nRECURRENCE-ID;VALUE=DATE:20261211\r\nDTSTART;VALUE=DATE:20261211\r\n"
                   "STATUS:CANCELLED"}) == "2026-12-04, 2026-12-18");
}

TEST_CASE("holiday file: however its lines are written") {
  const char* const folded =
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:2026\r\n 1204\r\n"
      "SUMMARY:\xE5\x9B\xBD\xE5\r\n \xBA\x86\xE8\x8A\x82\r\n"
      "END:VEVENT\r\nEND:VCALENDAR\r\n";
  CHECK(closed(folded) == "2026-12-04 国庆节"); // the second character is cut by the fold
  CHECK(closed("\xEF\xBB\xBF" + calendar({"DTSTART;VALUE=DATE:20261204"})) == "2026-12-04");
  CHECK(closed("begin:vcalendar\nBegin:VEvent\ndtstart;value=date:20261204\nrrule:freq=yearly;"
               "count=2\nsummary:small\nend:vevent\nEND:VCALENDAR\n") ==
        "2026-12-04 small, 2027-12-04 small");
  CHECK(closed_by({"DTSTART;VALUE=DATE;X-NOTE=\"a:b;c\":20261204\r\nSUMMARY;LANGUAGE=en:Saint "
                   "Barbara\\, patron"}) == "2026-12-04 Saint Barbara, patron");
  // What an alarm says is not said of the event.
  CHECK(
      closed_by({"DTSTART;VALUE=DATE:20261204\r\nSUMMARY:Founders\r\nBEGIN:VALARM\r\n"
                 "TRIGGER:-P1D\r\nDURATION:PT15M\r\nREPEAT:2\r\nSUMMARY:Reminder\r\nEND:VALARM"}) ==
      "2026-12-04 Founders");
}

// Each with the line that has to be looked at; the event begins in line 3.
TEST_CASE("holiday file: what would have to be guessed is refused with its line") {
  CHECK(closed_by({"DTSTART:20261204T080000Z"}) ==
        "4: \"20261204T080000Z\" is not the date of a whole day");
  CHECK(closed_by({"SUMMARY:x\r\nDTSTART;TZID=Asia/Shanghai:20261204T000000"}) ==
        "5: \"20261204T000000\" is not the date of a whole day");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261304"}) ==
        "4: \"20261304\" is not the date of a whole day");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20270229"}) ==
        "4: \"20270229\" is not the date of a whole day");
  CHECK(closed_by({"DTSTART;VALUE=DATE:00001204"}) == "4: \"00001204\" is not in 1800 to 2200");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261204\r\nDTEND;VALUE=DATE:20261203"}) ==
        "3: an event ends before it begins, or lasts more than a year");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261204\r\nDURATION:PT24H"}) ==
        "5: \"PT24H\" is not a number of days");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261204\r\nRRULE:FREQ=HOURLY"}) ==
        "5: the rule is not one of days");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261204\r\nRRULE:FREQ=YEARLY;BYHOUR=9"}) ==
        "5: the rule is not one of days");
  // ICU 72, which the library asks, has the lunar new year of 2027 a day late: on 7 February.
  CHECK(closed_by({"DTSTART;VALUE=DATE:20260217\r\nRRULE:RSCALE=CHINESE;FREQ=YEARLY"}) ==
        "5: a rule of another calendar is not read");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261204\r\nRRULE:FREQ=OFTEN"}) ==
        "5: this line cannot be read");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261204\r\nRRULE:FREQ=YEARLY;UNTIL=20271203T160000Z"}) ==
        "5: the rule's end is a time of day");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261127\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"}) ==
        "5: the event begins on 2026-11-27, which is no day of its rule");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261204\r\nEXDATE:20261211T000000Z"}) ==
        "5: \"20261211T000000Z\" is not the date of a whole day");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261204\r\nRECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:"
                   "20261204"}) == "5: a change of this and all later instances is not read");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261204\r\nDTSTART;VALUE=DATE:20261205"}) ==
        "5: this stands twice in one event");
  CHECK(closed_by({"SUMMARY:no date"}) == "3: an event has no date");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261204\r\nX-APPLE-SPECIAL-DAY:HALF-DAY"}) ==
        "5: \"HALF-DAY\" is not a special day that is known");
  CHECK(closed("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n") == "1: the file has no event");
  CHECK(closed("<html></html>") == "1: the file does not begin with BEGIN:VCALENDAR");
  CHECK(closed("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261204\r\n") ==
        "2: this VEVENT has no end");
  CHECK(closed("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n") ==
        "3: END:VCALENDAR where the VEVENT of line 2 has not ended");
  CHECK(closed("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261204\r\nSUMMARY:\xff\r\n"
               "END:VEVENT\r\nEND:VCALENDAR\r\n") == "4: a byte that is not UTF-8");
  CHECK(closed(fmt::format("BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\n{}",
                           calendar({"DTSTART:20261204"}).substr(17))) ==
        "1: every event of the file is cancelled, or of no day of 1990 to 2100");
  CHECK(closed_by({"DTSTART:20261204\r\nBEGIN:VEVENT\r\nDTSTART:20261205\r\nEND:VEVENT"}) ==
        "5: an event within an event");
  CHECK(closed_by({"DTSTART;VALUE=DATE:20261204\r\nRRULE:FREQ=YEARLY;BYMONTH=13"}) ==
        "5: the rule has no day");
}

TEST_CASE("holiday file: working days are marked, or named") {
  const auto holidays =
      read(calendar({"DTSTART;VALUE=DATE:20261010\r\nSUMMARY:made up\r\n"
                     "X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY",
                     "DTSTART;VALUE=DATE:20261001\r\nX-APPLE-SPECIAL-DAY:WORK-HOLIDAY\r\n"
                     "SUMMARY:National Day",
                     "DTSTART;VALUE=DATE:20260920\r\nSUMMARY:国庆节（班）"}));
  REQUIRE(holidays);
  CHECK(spans(holidays->closed) == "2026-10-01 National Day");
  CHECK(spans(holidays->working) == "2026-10-10 made up");
  CHECK(spans(holidays->named_working) == "2026-09-20 国庆节（班）");
  CHECK(closed_by({"DTSTART:20261010\r\nX-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY",
                   "DTSTART:20261010\r\nX-APPLE-SPECIAL-DAY:WORK-HOLIDAY"}) ==
        "3: 2026-10-10 is marked as a working day here and as a holiday in line 7");
}

// The working calendar of China for 2026, State Council General Office, notice of 4 November 2025:
// chinese-days 1.5.7, chinese-workday 1.16.1 and tyme4ts 1.5.2 have the same 19 weekdays off and
// the same six weekends worked.
struct Festival {
  const char *name, *first, *last;
};
constexpr Festival festivals[] = {
    {"New Year", "2026-01-01", "2026-01-03"},     {"Spring Festival", "2026-02-15", "2026-02-23"},
    {"Qingming", "2026-04-04", "2026-04-06"},     {"Labour Day", "2026-05-01", "2026-05-05"},
    {"Dragon Boat", "2026-06-19", "2026-06-21"},  {"Mid-Autumn", "2026-09-25", "2026-09-27"},
    {"National Day", "2026-10-01", "2026-10-07"},
};
constexpr std::string_view weekdays_off[] = {"2026-01-01", "2026-01-02", "2026-02-16", "2026-02-17",
                                             "2026-02-18", "2026-02-19", "2026-02-20", "2026-02-23",
                                             "2026-04-06", "2026-05-01", "2026-05-04", "2026-05-05",
                                             "2026-06-19", "2026-09-25", "2026-10-01", "2026-10-02",
                                             "2026-10-05", "2026-10-06", "2026-10-07"};
constexpr std::string_view weekends_worked[] = {"2026-01-04", "2026-02-14", "2026-02-28",
                                                "2026-05-09", "2026-09-20", "2026-10-10"};

std::string basic(Day date) {
  std::string text = iso_date(date);
  std::erase(text, '-');
  return text;
}

// As such files are published: with marks, or with names alone.
std::string china_2026(std::string_view holiday_mark, std::string_view workday_mark) {
  std::string text = "BEGIN:VCALENDAR\r\n";
  for (const auto& [name, first, last] : festivals)
    text +=
        fmt::format("BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{}\r\nDTEND;VALUE=DATE:{}\r\n"
                    "SUMMARY:{}\r\n{}END:VEVENT\r\n",
                    basic(day(first)), basic(day(last) + std::chrono::days(1)), name, holiday_mark);
  for (const std::string_view date : weekends_worked)
    text += fmt::format("BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{}\r\nSUMMARY:made up（班）\r\n"
                        "{}END:VEVENT\r\n",
                        basic(day(date)), workday_mark);
  return text + "END:VCALENDAR\r\n";
}

TEST_CASE("holiday file: each of the 365 days of China's 2026") {
  for (const auto& [holiday_mark, workday_mark] :
       {std::pair("X-APPLE-SPECIAL-DAY:WORK-HOLIDAY\r\n",
                  "X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY\r\n"),
        std::pair("", "X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY\r\n"), std::pair("", "")}) {
    const auto holidays = read(china_2026(holiday_mark, workday_mark));
    REQUIRE(holidays);
    ClosedDays closed{.weekdays = {true, false, false, false, false, false, true}};
    closed.add(*holidays, NamedWorkdays::working);
    int days = 0;
    for (Day one = day("2026-01-01"); one <= day("2026-12-31"); one += std::chrono::days(1)) {
      const std::string date = iso_date(one);
      const auto weekday = std::chrono::weekday(one).c_encoding();
      const bool is_weekend = weekday == 0 || weekday == 6;
      const auto is_in = [&](const auto& list) {
        return std::find(std::begin(list), std::end(list), date) != std::end(list);
      };
      INFO(date);
      CHECK(closed.holds(one) == (is_weekend ? !is_in(weekends_worked) : is_in(weekdays_off)));
      CHECK(closed.is_known(one));
      ++days;
    }
    CHECK(days == 365);
    CHECK_FALSE(closed.is_known(day("2027-01-01")));
  }
}

TEST_CASE("holiday file: rules that say too much are refused") {
  CHECK(closed_by({"DTSTART;VALUE=DATE:19000101\r\nRRULE:FREQ=DAILY"}) ==
        "5: the rules have more than 50000 days");
}

} // namespace
