// Sentences that say one thing of one and another of many.
#include "cli/words/criteria_words.hpp"
#include "cli/words/dates/cohort_words.hpp"
#include "cli/words/measurement_words.hpp"
#include "cli/words/preparation_words.hpp"
#include "tests/unit/ordinary.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;

TEST_CASE("plurals: how long before the first drug day a weight was measured") {
  Patient patient = ordinary_patient();
  const auto words = [&](std::optional<int> days) {
    patient.weight_age_days = days;
    return body_words(patient).substr(std::string_view("height 162 cm, weight 58.4 kg, ").size());
  };
  CHECK(words(std::nullopt) == "date of measurement unknown");
  CHECK(words(0) == "measured on the first drug day");
  CHECK(words(1) == "measured 1 day before the first drug day");
  CHECK(words(2) == "measured 2 days before the first drug day");
}

TEST_CASE("plurals: how far a date lies from screening") {
  Criteria criteria;
  criteria.facts.push_back({});
  criteria.facts[0].kind = FactKind::date;
  struct Row {
    Span span;
    std::string_view words;
  };
  const Row rows[] = {
      {{0, 1}, "on or before 1 day before screening"},
      {{0, 14}, "on or before 14 days before screening"},
      {{1, 0}, "on or before 1 calendar month before screening"},
      {{6, 0}, "on or before 6 calendar months before screening"},
      {{12, 0}, "on or before 1 year before screening"},
      {{24, 0}, "on or before 2 years before screening"},
  };
  for (const Row& row : rows) {
    Test test;
    test.comparison = Comparison::at_least_before;
    test.span = row.span;
    CHECK(limit_words(test, criteria) == row.words);
  }
}

TEST_CASE("plurals: a unit that is a span of time") {
  Criteria criteria;
  criteria.facts.push_back({});
  criteria.facts[0].kind = FactKind::number;
  const auto words = [&](const char* unit, Decimal limit) {
    criteria.facts[0].unit = unit;
    Test test;
    test.limit = limit;
    return limit_words(test, criteria);
  };
  CHECK(words("month", 1_d) == "at least 1 month");
  CHECK(words("month", 3_d) == "at least 3 months");
  CHECK(words("g/L", 80_d) == "at least 80 g/L");
  CHECK(words("10^9/L", 1_d) == "at least 1 x 10^9/L");
  CHECK(unit_of_many("year") == "years");
  CHECK(unit_of_many("g/L") == "g/L");
}

TEST_CASE("plurals: how many patients of a level were treated") {
  LevelStatus level{};
  level.full_at = 3;
  level.treated = 1;
  CHECK(silence(level) == "the table speaks of 3 patients, 1 was treated so far");
  level.treated = 2;
  CHECK(silence(level) == "the table speaks of 3 patients, 2 were treated so far");
}

TEST_CASE("plurals: vials of a size") {
  const auto preparation = [](std::string_view weight) {
    const Trial trial(
        {"preparation.0.drug = fludarabine", "preparation.0.presentation = solution-25", weight});
    return fmt::format("{}", fmt::join(preparation_steps(trial.plan(), 0, no_cite), "; "));
  };
  CHECK(preparation("patient.weight = 58.4 kg") == Containing{"open 1 vial of 50 mg"});
  CHECK(preparation("patient.weight = 80 kg") == Containing{"open 2 vials of 50 mg"});
}

} // namespace
