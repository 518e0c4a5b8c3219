// A cohort's bookkeeping: who counts, what the table says, and the dates.
#include "schedule/cohort/cohort_review.hpp"
#include "schedule/protocol/built_in_file.hpp"
#include "schedule/protocol/library.hpp"
#include "tests/unit/numbers.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;
using test::Containing;

Day day(const char* text) {
  return *read_iso_date(text);
}

EscalationRule rule(const char* design, std::optional<int> cohort_size = std::nullopt) {
  EscalationRule result;
  result.window = {{"window", EventKind::until, Anchor::day_zero, 28, 0, "", ""}, "", true};
  if (*design != '\0') result.design = {*find_design(design), "", true};
  if (cohort_size) result.cohort_size = {*cohort_size, "", true};
  return result;
}

constexpr CellCount level = million_cells(500_d);

// A patient a letter, first infusions 40 days before the day asked: n no toxicity, t toxicity, u
// outcome unstated, e not evaluable; o the day before it, window open; p the day after it.
Cohort cohort_of(std::string_view letters, const EscalationRule& rule, Day on) {
  Cohort cohort{rule, {}};
  for (const char letter : letters) {
    const Day first = on + std::chrono::days(letter == 'o' ? -1 : letter == 'p' ? 1 : -40);
    CohortPatient patient{};
    patient.id = Name(std::to_string(cohort.patients.size()));
    patient.level = level;
    patient.first_infusion = first;
    if (letter == 'n' || letter == 'o') patient.outcome = ToxicityOutcome::none; // "none so far"
    if (letter == 't') {
      patient.outcome = ToxicityOutcome::toxicity;
      patient.toxicity_on = first + std::chrono::days(5);
    }
    patient.is_evaluable = letter != 'e';
    cohort.patients.push_back(patient);
  }
  return cohort;
}

// "3 3 0 escalate": treated, seen, with a toxicity, what the table says; "!" where it says it
// early.
std::string summary(const LevelStatus& status) {
  std::string text = std::to_string(status.treated) + " " + std::to_string(status.seen) + " " +
                     std::to_string(status.toxicities);
  if (status.says)
    text += " " + std::string(to_text(status.says->action)) + (status.says->early ? "!" : "");
  return text;
}

// cells-protocols-calendar.md 4: 3+3 by its four lines, BOIN by the rows of 3 and 6 patients.
// Early: only where no outcome of the others can lead to anything less cautious.
TEST_CASE("cohort: what the table says of a level") {
  struct Row {
    const char* design;
    std::optional<int> cohort_size;
    const char* patients;
    const char* summary;
  };
  const Row rows[] = {
      {"3+3", {}, "", "0 0 0"},
      {"3+3", {}, "n", "1 1 0"},
      {"3+3", {}, "nn", "2 2 0"},
      {"3+3", {}, "nnn", "3 3 0 escalate"},
      {"3+3", {}, "nnt", "3 3 1 stay"},
      {"3+3", {}, "ntt", "3 3 2 eliminate"},
      {"3+3", {}, "ttt", "3 3 3 eliminate"},
      {"3+3", {}, "nno", "3 2 0"}, // an escalation waits for every window
      {"3+3", {}, "nto", "3 2 1"}, // add 3, or stop
      {"3+3", {}, "tto", "3 2 2 eliminate!"},
      {"3+3", {}, "tt", "2 2 2 eliminate!"}, // whatever a third would have
      {"3+3", {}, "t", "1 1 1"},
      {"3+3", {}, "nntn", "4 4 1"},
      {"3+3", {}, "nntt", "4 4 2 eliminate!"},
      {"3+3", {}, "nntnno", "6 5 1"},
      {"3+3", {}, "nntnnn", "6 6 1 escalate"},
      {"3+3", {}, "nntnnt", "6 6 2 eliminate"},
      {"3+3", {}, "nnu", "3 2 0"}, // an unstated outcome is not none
      {"3+3", {}, "nne", "2 2 0"}, // replaced
      {"3+3", {}, "nnen", "3 3 0 escalate"},
      {"3+3", {}, "nnp", "2 2 0"},
      {"3+3", {}, "nnnnnnn", "7 7 0"}, // beyond the table
      {"boin-0.30", 3, "nnt", "3 3 1 stay"},
      {"boin-0.30", 3, "ntt", "3 3 2 de-escalate"},
      {"boin-0.30", 3, "tto", "3 2 2 de-escalate!"}, // at least: a third toxicity eliminates
      {"boin-0.30", 3, "ttt", "3 3 3 eliminate"},
      {"boin-0.30", 3, "nnnn", "4 4 0"},
      {"boin-0.30", 3, "nnntto", "6 5 2"},
      {"boin-0.30", 3, "nnttto", "6 5 3 de-escalate!"},
      {"boin-0.30", 3, "nntttt", "6 6 4 eliminate"},
      {"boin-0.30", {}, "n", "1 1 0 escalate"}, // no size: patient by patient
      {"boin-0.30", {}, "nt", "2 2 1 de-escalate"},
      {"boin-0.25", 3, "nt", "2 2 1"}, // a third patient may still be treated
      {"boin-0.25", 3, "nnt", "3 3 1 de-escalate"},
      {"", {}, "nnn", "3 3 0"},
  };
  const Day on = day("2026-12-07");
  for (const Row& row : rows) {
    INFO(row.design, " ", row.patients);
    const Cohort cohort = cohort_of(row.patients, rule(row.design, row.cohort_size), on);
    CHECK(summary(level_status(cohort, level, on)) == row.summary);
    CHECK_FALSE(level_status(cohort, level, std::nullopt).says); // no day, no verdict
  }
}

// The last day is in the window: a toxicity on it counts, and the window closes the day after.
TEST_CASE("cohort: a window to its last day, over leap days and the end of a year") {
  struct Row {
    const char* first;
    const char* last_infusion;
    int days, months;
    Anchor anchor;
    const char* end;
  };
  using enum Anchor;
  const Row rows[] = {
      {"2026-12-07", "2026-12-14", 28, 0, day_zero, "2027-01-04"},
      {"2026-12-07", "2026-12-14", 28, 0, last_infusion, "2027-01-11"},
      {"2028-02-01", "2028-02-01", 28, 0, day_zero, "2028-02-29"},
      {"2027-02-01", "2027-02-01", 28, 0, day_zero, "2027-03-01"},
      {"2027-01-31", "2027-01-31", 0, 1, day_zero, "2027-02-28"},
      {"2028-01-31", "2028-01-31", 0, 1, day_zero, "2028-02-29"},
  };
  for (const Row& row : rows) {
    INFO(row.first, " ", row.end);
    EscalationRule with = rule("3+3");
    with.window->value = {"w", EventKind::until, row.anchor, row.days, row.months, "", ""};
    Cohort cohort{with, {}};
    CohortPatient patient{};
    patient.level = level;
    patient.first_infusion = day(row.first);
    patient.last_infusion = day(row.last_infusion);
    patient.outcome = ToxicityOutcome::none;
    cohort.patients.push_back(patient);
    const Day end = day(row.end);
    CHECK(iso_date(window_end(with, patient)) == row.end);
    CHECK(level_status(cohort, level, end).patients[0].counting == Counting::open);
    CHECK(level_status(cohort, level, end + std::chrono::days(1)).patients[0].counting ==
          Counting::no_toxicity);
  }
}

// NCT07488546: the first subject of a cohort is observed at least 14 days before the next.
TEST_CASE("cohort: whom the stagger makes wait") {
  struct Row {
    StaggerScope scope;
    const char* allowed[3];
    const char* next;
  };
  const Row rows[] = {
      {StaggerScope::first, {"", "2026-02-15", "2026-02-15"}, "2026-02-15"},
      {StaggerScope::each, {"", "2026-02-15", "2026-03-01"}, "2026-03-06"},
  };
  for (const Row& row : rows) {
    Cohort cohort = cohort_of("nnn", rule(""), day("2026-12-07"));
    cohort.rule.stagger = {{14, row.scope}, "", true};
    cohort.patients[0].first_infusion = day("2026-02-01");
    cohort.patients[1].first_infusion = day("2026-02-15");
    cohort.patients[2].first_infusion = day("2026-02-20");
    const LevelStatus status = level_status(cohort, level, std::nullopt);
    for (std::size_t i = 0; i < 3; ++i) {
      const auto& allowed = status.patients[i].allowed_from;
      CHECK((allowed ? iso_date(*allowed) : "") == row.allowed[i]);
    }
    REQUIRE(status.next_from);
    CHECK(iso_date(*status.next_from) == row.next);
    // At another level the first patient waits for nobody.
    cohort.patients[2].level = million_cells(1000_d);
    CHECK_FALSE(level_status(cohort, million_cells(1000_d), std::nullopt).patients[0].allowed_from);
  }
}

TEST_CASE("cohort: a full cohort waits for its last window, and a decided one for nobody") {
  struct Row {
    const char* patients;
    const char* next; // asked on 2026-12-07; stagger 14 days after the first patient
  };
  const Row rows[] = {
      {"n", "2026-11-11"},   // 40 days before is 28 October
      {"nno", "2027-01-04"}, // 6 December and 28 days, and one
      {"nnt", "2026-11-26"}, // 28 October and 28 days, and one: three more
      {"nnn", ""},           // escalate
      {"ttt", ""},
  };
  for (const Row& row : rows) {
    INFO(row.patients);
    Cohort cohort = cohort_of(row.patients, rule("3+3"), day("2026-12-07"));
    cohort.rule.stagger = {{14, StaggerScope::first}, "", true};
    const auto next = level_status(cohort, level, day("2026-12-07")).next_from;
    CHECK((next ? iso_date(*next) : "") == row.next);
  }
}

// The house: what is from memory raises nothing above info until somebody adopts it.
TEST_CASE("cohort: what rests on an unverified source only informs") {
  const Day on = day("2026-12-07");
  Cohort cohort = cohort_of("ttt", rule("3+3"), on);
  CohortPatient patient{};
  patient.id = "higher";
  patient.level = million_cells(1000_d);
  patient.first_infusion = on;
  cohort.patients.push_back(patient);
  const std::vector<CellTier> tiers{{FlatRange{level, million_cells(3000_d)}}};
  for (const bool is_established : {true, false}) {
    cohort.rule.design->is_established = is_established;
    const Findings findings = review_cohort({cohort, tiers, on});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == Code("S007"));
    CHECK(findings[0].severity == (is_established ? Severity::warning : Severity::info));
  }
}

TEST_CASE("cohort: a stagger on the command line says whom it binds") {
  CHECK(read_stagger("14 d first")->applies_to == StaggerScope::first);
  CHECK(read_stagger("7 d each")->days == 7);
  for (const char* text : {"14 d", "14", "", "first", "14 d all", "14 first", "0 d first",
                           "366 d each", "1.5 d each", "two weeks first"}) {
    INFO(text);
    CHECK_FALSE(read_stagger(text));
  }
  CHECK(read_stagger("14 d").reason().action == Containing{"14 d first"});
}

} // namespace
