// Doses of glucocorticoids, and what they are as prednisone.
#include "schedule/criteria/glucocorticoid_file.hpp"
#include "schedule/protocol/built_in_file.hpp"
#include "tests/unit/printed.hpp"

namespace {
using namespace nkdose;

// drugs-rounding-renal-safety.md 6: mg that equal prednisone 5 mg.
TEST_CASE("glucocorticoids: as prednisone, with both numbers where sources differ") {
  const auto table =
      read_file(*built_in("glucocorticoids", "prednisone-equivalents"), read_glucocorticoids);
  REQUIRE(table);
  struct Row {
    const char* text;
    Decimal low, high;
  };
  const Row rows[] = {
      {"20 mg/day prednisone", 20_d, 20_d},
      {"20 mg/day prednisolone", 20_d, 20_d},
      {"16 mg/day methylprednisolone", 20_d, 20_d},
      {"400 mg/day methylprednisolone", 500_d, 500_d}, // the pulse of the record
      {"80 mg/day hydrocortisone", 20_d, 20_d},
      {"100 mg/day cortisone-acetate", 20_d, 20_d},
      {"16 mg/day triamcinolone", 20_d, 20_d},
      {"3 mg/day dexamethasone", 20_d, 20_d},
      {"3 mg/day betamethasone", 20_d, 25_d},
      {"24 mg/day deflazacort", 20_d, 20_d},
      {"10 mg/day prednisone + 8 mg/day methylprednisolone", 20_d, 20_d},
      {"none", 0_d, 0_d},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto dose = read_glucocorticoid_dose(row.text, *table);
    REQUIRE(dose);
    CHECK(dose->low == row.low);
    CHECK(dose->high == row.high);
  }
  for (const char* wrong :
       {"20 mg prednisone", "20 mg/day", "prednisone", "20 mg/day prednison",
        "20 mg/day budesonide", "-1 mg/day prednisone", "20 mg/day prednisone +", "",
        "1e3 mg/day prednisone", "20 mg/day prednisone + ", "999999999 mg/day betamethasone"}) {
    INFO(wrong);
    CHECK_FALSE(read_glucocorticoid_dose(wrong, *table));
  }
}

} // namespace
