// Designs of dose escalation: the built-in tables, and the proof of a table.
#include "schedule/protocol/built_in_file.hpp"
#include "schedule/protocol/escalation_file.hpp"
#include "tests/unit/printed.hpp"

#include <fmt/format.h>

namespace {
using namespace nkdose;
using test::Containing;
using enum EscalationAction;

// cells-protocols-calendar.md 4, row for row; tests/exact/compare_escalation.py has all of BOIN.
TEST_CASE("escalation: what the built-in tables say") {
  struct Row {
    const char* design;
    int seen, toxicities;
    EscalationAction action;
  };
  const Row rows[] = {
      {"3+3", 3, 0, escalate},          {"3+3", 3, 1, stay},
      {"3+3", 3, 2, eliminate},         {"3+3", 3, 3, eliminate},
      {"3+3", 6, 1, escalate},          {"3+3", 6, 2, eliminate},
      {"3-plus-3", 6, 6, eliminate},    {"boin-0.25", 3, 0, escalate},
      {"boin-0.25", 3, 1, de_escalate}, {"boin-0.25", 3, 3, eliminate},
      {"boin-0.25", 6, 1, escalate},    {"boin-0.25", 6, 2, de_escalate},
      {"boin-0.25", 6, 4, eliminate},   {"boin-0.25", 12, 3, stay},
      {"BOIN 0.30", 3, 1, stay},        {"boin-0.30", 6, 2, stay},
      {"boin-0.30", 6, 3, de_escalate}, {"boin-0.30", 9, 2, escalate},
      {"boin-0.30", 9, 5, eliminate},   {"boin-0.30", 12, 6, de_escalate},
      {"boin-0.30", 12, 7, eliminate},
  };
  for (const Row& row : rows) {
    INFO(row.design, ": ", row.toxicities, " of ", row.seen);
    const auto design = find_design(row.design);
    REQUIRE(design);
    const auto found = std::ranges::find(design->rows, row.seen, &EscalationRow::seen);
    REQUIRE(found != design->rows.end());
    CHECK(to_text(found->action(row.toxicities)) == to_text(row.action));
  }
  CHECK_FALSE(find_design("4+4"));
  CHECK(find_design("3+3")->source == Containing{"[unverified]"}); // from memory
  const auto boin = find_design("boin-0.30");
  for (const EscalationRow& row : boin->rows)
    for (int toxicities = 1; toxicities <= row.seen; ++toxicities) // monotone
      CHECK(row.action(toxicities - 1) <= row.action(toxicities));
}

TEST_CASE("escalation: a table is proved") {
  struct Row {
    const char* rows;
    const char* says;
  };
  const Row rows[] = {
      {"", "no row"},
      {"{ seen = 3, escalate = [0, 0], stay = [2, 3] }", "1 is the next without an action"},
      {"{ seen = 3, escalate = [0, 1], stay = [1, 3] }", "2 is the next without an action"},
      {"{ seen = 3, escalate = [0, 0], stay = [1, 2] }", "the actions end at 2 of 3"},
      {"{ seen = 3, escalate = [0, 0], stay = [1, 4] }", "the actions end at 4 of 3"},
      {"{ seen = 3, escalate = [1, 0], stay = [1, 3] }", "a lowest and a highest"},
      {"{ seen = 3, escalate = [0], stay = [1, 3] }", "a lowest and a highest"},
      {"{ seen = 0, escalate = [0, 0], stay = [1, 3] }", "outside 1 to 100"},
      {"{ seen = 3, escalate = [0, 0], stay = [1, 3] }, "
       "{ seen = 3, escalate = [0, 0], stay = [1, 3] }",
       "not in ascending order"},
      // 1 of 3 escalates and 1 of 4 does not; 2 of 3 stays and 3 of 4 escalates.
      {"{ seen = 3, escalate = [0, 1], stay = [2, 3] }, "
       "{ seen = 4, escalate = [0, 0], stay = [1, 4] }",
       "contradicts"},
      {"{ seen = 3, escalate = [0, 1], stay = [2, 3] }, "
       "{ seen = 4, escalate = [0, 3], stay = [4, 4] }",
       "contradicts"},
      {"{ seen = 3, escalate = [0, 3] }", "no row has this action"},
      {"{ seen = 3, escalate = [0, 0], stay = [1, 1], eliminate = [2, 3] }",
       "a row has this action"},
      {"{ seen = 3, escalate = [0, 0], stay = [1, 3], stop = [2, 3] }", "\"stop\" is not a key"},
  };
  for (const Row& row : rows) {
    INFO(row.rows);
    const auto document = read_toml(
        fmt::format("[design]\nid = \"x\"\ntitle = \"X\"\nescalate = \"up\"\nstay = \"stay\"\n"
                    "source = \"s\"\nrow = [{}]\n"
                    "[[source]]\nid = \"s\"\ntext = \"invented\"\nverified = true\n",
                    row.rows),
        "x.toml");
    REQUIRE(document);
    const auto design = read_design(*document, "");
    REQUIRE_FALSE(design);
    CHECK(design.reason()[0].detail == Containing{row.says});
    CHECK(to_text(design.reason()[0].place) == Containing{"x.toml:"});
  }
}

} // namespace
