// The rules of criteria: spans of time.
#include "schedule/criteria/rule.hpp"
#include "tests/unit/printed.hpp"

namespace {
using namespace nkdose;

TEST_CASE("rules: spans of time") {
  struct Row {
    const char* text;
    int months, days; // -1: refused
  };
  const Row rows[] = {
      {"6 months", 6, 0}, {"1 month", 1, 0},  {"12 weeks", 0, 84},  {"14 days", 0, 14},
      {"1 year", 12, 0},  {"2 years", 24, 0}, {"0 days", 0, 0},     {"1.5 months", -1, -1},
      {"6", -1, -1},      {"6 mo", -1, -1},   {"-1 month", -1, -1}, {"200 years", -1, -1},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto span = read_span(row.text);
    CHECK((span ? span->months : -1) == row.months);
    CHECK((span ? span->days : -1) == row.days);
  }
}

} // namespace
