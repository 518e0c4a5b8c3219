// The file of a table of dose bands: the proof of its table.
#include "dosing/drug/bands_file.hpp"
#include "tests/unit/printed.hpp"

namespace {
using namespace nkdose;
using test::Containing;

// What a file of bands can have wrong, one at a time.
TEST_CASE("bands: a table is proved") {
  struct Row {
    const char* bands;
    const char* says;
  };
  const Row rows[] = {
      {"{ from = \"5 mg\", below = \"6 mg\", dose = \"5.4 mg\" },"
       "{ from = \"6.1 mg\", below = \"7 mg\", dose = \"6.4 mg\" }",
       "does not begin where the last one ends"},
      {"{ from = \"5 mg\", below = \"6 mg\", dose = \"5.4 mg\" },"
       "{ from = \"5.9 mg\", below = \"7 mg\", dose = \"6.4 mg\" }",
       "does not begin where the last one ends"},
      {"{ from = \"5 mg\", below = \"6 mg\", dose = \"6 mg\" }", "does not lie in its own band"},
      {"{ from = \"5 mg\", below = \"6 mg\", dose = \"4.8 mg\" }", "does not lie in its own band"},
      {"{ from = \"0 mg\", below = \"6 mg\", dose = \"5 mg\" }", "does not lie in its own band"},
      {"{ from = \"6 mg\", below = \"5 mg\", dose = \"6 mg\" }", "does not lie in its own band"},
      {"{ from = \"5 mg\", below = \"6 mg\", dose = \"5.5 mg\" }", "not a whole 0.01 mL"},
      {"{ from = \"5 mg\", below = \"6 mg\" }", "\"dose\" is missing"},
      {"", "no band"},
  };
  for (const Row& row : rows) {
    INFO(row.bands);
    const std::string text = std::string("[bands]\nid = \"x\"\ntitle = \"x\"\nsource = \"s\"\n"
                                         "strength = \"20 mg/mL\"\nband = [") +
                             row.bands +
                             "]\n[[source]]\nid = \"s\"\ntext = \"t\"\nverified = true\n";
    const auto document = read_toml(text, "x.toml");
    REQUIRE(document);
    const auto table = read_band_table(*document, "");
    REQUIRE_FALSE(table);
    CHECK(table.reason().size() == 1);
    CHECK(table.reason().front().detail == Containing{row.says});
  }
}

} // namespace
