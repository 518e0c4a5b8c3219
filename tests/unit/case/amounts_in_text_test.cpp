// What people read in the text of an order: every spelling of another dose, found by a pharmacist
// who looked for one that is missed.
#include "cli/case/amounts_in_text.hpp"
#include "tests/unit/printed.hpp"

#include <fmt/format.h>

namespace {
using namespace nkdose;

TEST_CASE("text: the amounts in it") {
  struct Row {
    std::string_view text, amounts;
  };
  using namespace std::string_view_literals;
  const Row rows[] = {
      {"49 mg daily, once a day on each of the dates", "49 mg"},
      {"490 mg/day IV", "490 mg"},
      {"490 mg/dose", "490 mg"},
      {"490 mg/日", "490 mg"},
      {"490 MG IV", "490 mg"},
      {"490 Mg IV", "490 mg"},
      {"490\xC2\xA0mg IV", "490 mg"},
      {"490\xE2\x80\xAFmg IV", "490 mg"},
      {"490\tmg IV", "490 mg"},
      {"490\nmg IV", "490 mg"},
      {"490\0mg IV"sv, "490 mg"},
      {"490-mg IV", "490 mg"},
      {"490 milligrams IV", "490 mg"},
      {"490mgs IV", "490 mg"},
      {"0.49 g IV", "0.49 g"},
      {"490000 mcg IV", "490000 mcg"},
      {"490 毫克", "490 mg"},
      {"490 ㎎", "490 mg"},
      {"４９０ mg", "490 mg"},
      {"1,458 mg in all", "1458 mg"},
      {"49 mg.", "49 mg"},
      {"490.mg", "490 mg"},
      {"2 x 49 mg", "2 x 49 mg"},
      {"2×49 mg", "2x49 mg"},
      {"45-50 mg", "45-50 mg"},
      {"2026-12-02: 49 mg", "49 mg"},
      {"2026-12-02 49 mg", "49 mg"},
      {"30 mg/m2 x 1.62 m2 = 49 mg", "49 mg"},
      {"30 mg/m² daily", ""},
      {"1 mg/kg", ""},
      {"1.96 mL of 25 mg/mL", ""},
      {"25 mg per mL", ""},
      {"1000 mL, 10 gauge", ""},
      {"", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(fmt::format("{}", fmt::join(amounts_in(row.text), "; ")) == row.amounts);
  }
}

TEST_CASE("text: words that contradict one dose a day into a vein") {
  for (const std::string_view text :
       {"49 mg twice a day", "49 mg BID", "49 mg every 12 hours", "49 mg orally", "By mouth",
        "intrathecal", "DO NOT GIVE", "HOLD.", "49 mg q12h"})
    CHECK(contradicting_word(text).has_value());
  for (const std::string_view text :
       {"49 mg daily, once a day on each of the dates", "IV over 30 minutes",
        "forbidden, threshold", "every day", "temporal", ""})
    CHECK_FALSE(contradicting_word(text).has_value());
}

} // namespace
