// What calendar programs show of an entry: at most 60 characters, and nothing is cut.
#include "cli/data/calendar/ics_summary.hpp"
#include "dosing/text/utf8.hpp"
#include "tests/unit/chance.hpp"
#include "tests/unit/printed.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;

Event event(EventKind kind, Name what, int day, int number = 0, int of = 0) {
  return {Day{}, day, kind, what, std::nullopt, number, of, "a long text", "a source"};
}

TEST_CASE("summary: what an event is called") {
  struct Row {
    Event event;
    const char* name;
    const char* summary;
  };
  const Row rows[] = {
      {event(EventKind::drug, "fludarabine", -5, 1, 3), "fludarabine",
       "Day minus 5: fludarabine 1 of 3"},
      {event(EventKind::drug, "cyclophosphamide", -3, 3, 3), "cycloPHOSphamide",
       "Day minus 3: cycloPHOSphamide 3 of 3"},
      {event(EventKind::infusion, "infusion", 0, 1, 2), "F01", "Day 0: F01 infusion 1 of 2"},
      {event(EventKind::rest, "rest", -1, 2), "", "Day minus 1: rest"},
      {event(EventKind::check, "oxygen-saturation", -5, 1), "",
       "Day minus 5: check: oxygen saturation"},
      {event(EventKind::visit, "visit-month-2", 62, 1), "", "Day 62: visit month 2"},
      {event(EventKind::visit, "biopsy", 62, 1), "", "Day 62: visit: biopsy"},
      {event(EventKind::until, "contraception", 365, 1), "", "Day 365: last day: contraception"},
      {event(EventKind::last_permitted, "live-vaccine", -35, 1), "",
       "Day minus 35: last permitted day: live vaccine"},
      {event(EventKind::reached_by, "steroid", -12, 1), "", "Day minus 12: to be reached: steroid"},
      {event(EventKind::next_cycle, "next-cycle", 168, 2), "", "Day 168: next cycle"},
  };
  for (const Row& row : rows)
    CHECK(event_summary({&row.event, row.name, ""}, {}) == row.summary);
}

TEST_CASE("summary: a patient, a dose, and what has become of it") {
  const Event planned = event(EventKind::drug, "fludarabine", -5, 1, 3);
  Event given = planned;
  given.progress = Progress::given;
  const auto told = [](const Event& one, std::string_view dose, const SummaryFrame& frame) {
    return event_summary({&one, "fludarabine", std::string(dose)}, frame);
  };
  CHECK(told(planned, "49 mg", {"F01-007"}) == "F01-007 Day minus 5: fludarabine 1 of 3, 49 mg");
  CHECK(told(given, "49 mg", {"F01-007"}) ==
        "F01-007 Day minus 5: fludarabine 1 of 3, GIVEN, 49 mg");
  CHECK(told(planned, "", {"", true}) == "CANCELLED: Day minus 5: fludarabine 1 of 3");
  // An id of 20 characters, 32 of the rest, and 7 of a dose; 10 of a dose are too many.
  CHECK(told(planned, "", {"12345678901234567890"}) ==
        "12345678901234567890 Day minus 5: fludarabine 1 of 3");
  CHECK(told(planned, "49 mg", {"12345678901234567890"}) ==
        "12345678901234567890 Day minus 5: fludarabine 1 of 3, 49 mg");
  CHECK(told(planned, "1,490 mg", {"12345678901234567890"}) ==
        "12345678901234567890 Day minus 5: fludarabine 1 of 3");
  // No room for the id: then for no dose either.
  CHECK(told(planned, "49 mg", {std::string(64, 'x')}) == "Day minus 5: fludarabine 1 of 3");
  // Characters and not bytes: 8 of them in 24 bytes.
  CHECK(told(planned, "49 mg", {"上海瑞金医院七号"}) ==
        "上海瑞金医院七号 Day minus 5: fludarabine 1 of 3, 49 mg");
}

TEST_CASE("summary: a day names what is given, and counts what is done") {
  const Event fludarabine = event(EventKind::drug, "fludarabine", -5, 1, 3);
  const Event other = event(EventKind::drug, "cyclophosphamide", -5, 1, 3);
  const Event check = event(EventKind::check, "infection", -5, 1);
  const Event second = event(EventKind::check, "pregnancy-test", -5, 1);
  const SummaryEvent one{&fludarabine, "fludarabine", "49 mg"};
  const SummaryEvent two{&other, "cycloPHOSphamide", "486 mg"};
  const SummaryEvent three{&check, "", ""}, four{&second, "", ""};
  const auto told = [](std::vector<SummaryEvent> events, const SummaryFrame& frame) {
    return day_summary(-5, events, frame);
  };
  CHECK(told({three, one}, {"F01-007"}) == "F01-007 Day minus 5: fludarabine 49 mg, infection");
  CHECK(told({three, four, one, two}, {"F01-007"}) ==
        "F01-007 Day minus 5: fludarabine, cycloPHOSphamide, 2 checks");
  CHECK(told({three, four, one, two}, {"Ward-7-F01-007"}) ==
        "Ward-7-F01-007 Day minus 5: 2 doses, 2 checks");
  CHECK(told({three, four}, {}) == "Day minus 5: 2 checks");
}

// Whatever the protocol, the product, the patient and the dose are called.
TEST_CASE("summary: never longer than 60 characters, and every number in it is whole") {
  Chance chance(3);
  const auto size = [&](std::int64_t most) {
    return static_cast<std::size_t>(chance.between(1, most));
  };
  for (int turn = 0; turn < 20'000; ++turn) {
    const bool is_cancelled = chance.between(0, 1) == 1;
    std::vector<Event> events;
    for (auto left = chance.between(1, 12); left > 0; --left) {
      const auto kind = static_cast<EventKind>(chance.between(0, 8));
      const std::string name(size(39), 'n');
      events.push_back(event(kind, std::string_view(name),
                             static_cast<int>(chance.between(-20'000, 20'000)),
                             static_cast<int>(chance.between(1, 99)), 99));
      events.back().progress = is_cancelled ? Progress::missed : Progress::given;
    }
    const std::string name(size(60), 'd');
    std::vector<SummaryEvent> told;
    for (const Event& one : events)
      told.push_back({&one, name, one.kind == EventKind::drug ? "1,234,567.89 mg" : ""});
    const SummaryFrame frame{std::string(size(64), 'i'), is_cancelled};
    for (const std::string& summary :
         {event_summary(told.front(), frame), day_summary(events.front().day, told, frame)}) {
      INFO(summary);
      CHECK(character_count(summary) <= longest_summary);
      const bool has_dose = summary.find("1,234") != std::string::npos;
      CHECK(has_dose == (summary.find("1,234,567.89 mg") != std::string::npos));
      CHECK((!has_dose || summary.find(frame.id) != std::string::npos));
      CHECK(summary.find(day_name(events.front().day) + ": ") != std::string::npos);
    }
  }
}

} // namespace
