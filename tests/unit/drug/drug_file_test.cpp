// A drug's file: the label's bands, and the proof that bands have no gap and no overlap.
#include "dosing/drug/drug_file.hpp"
#include "schedule/protocol/built_in.hpp"
#include "tests/unit/ordinary.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;

std::string drug_with_bands(std::string_view bands) {
  return "[drug]\nid = \"x\"\nname = \"x\"\nsource = \"s\"\n[renal]\nsource = \"s\"\nband = [\n" +
         std::string(bands) + "]\n[[source]]\nid = \"s\"\ntext = \"a label\"\nverified = true\n";
}

// The problems of a drug file: "CODE where: detail" a line.
std::string problems_of(const std::string& text) {
  const auto document = read_toml(text, "x.toml");
  REQUIRE(document);
  const auto drug = read_drug(*document, "");
  std::string all;
  if (!drug)
    for (const Problem& one : drug.reason())
      all += std::string(code_of(one.fault)) + " " + to_text(one.place) + ": " + one.detail +
             " | " + one.action + "\n";
  return all;
}

// US Fludara label 2.2 (R1): 80 and above 25, 50 to 79 20, 30 to 49 15 mg/m2, below 30 not given.
TEST_CASE("drug: fludarabine's bands are those of the US label") {
  const auto document = read_toml(built_in("drugs", "fludarabine")->text, "fludarabine.toml");
  REQUIRE(document);
  const auto fludarabine = read_drug(*document, "checksum");
  REQUIRE(fludarabine);
  CHECK(fludarabine->sha256 == "checksum");
  CHECK(fludarabine->name == "fludarabine");
  CHECK_FALSE(fludarabine->bands_source.empty());
  struct Row {
    Decimal from, fraction;
    std::optional<Decimal> level;
  };
  const Row rows[] = {
      {0_d, 0_d, std::nullopt}, {30_d, 0.6_d, 15_d}, {50_d, 0.8_d, 20_d}, {80_d, 1_d, 25_d}};
  const auto bands = fludarabine->bands.all();
  REQUIRE(bands.size() == 4);
  for (std::size_t i = 0; i < bands.size(); ++i) {
    INFO("from ", to_text(rows[i].from), " mL/min");
    CHECK(of(bands[i].from) == rows[i].from);
    CHECK(bands[i].fraction == rows[i].fraction);
    CHECK(bands[i].absolute.has_value() == rows[i].level.has_value());
    if (rows[i].level) CHECK(of(*bands[i].absolute) == *rows[i].level);
    // The fractions are the label's levels over its full level of 25 mg/m2.
    if (rows[i].level) CHECK(bands[i].fraction * 25_d == *rows[i].level);
  }
}

TEST_CASE("drug: cyclophosphamide is written in tall-man letters and has no renal rule") {
  const auto document =
      read_toml(built_in("drugs", "cyclophosphamide")->text, "cyclophosphamide.toml");
  const auto drug = read_drug(*document, "");
  REQUIRE(drug);
  CHECK(drug->name == "cycloPHOSphamide");
  CHECK(drug->bands.empty());
}

// The contract, D009: irradiated blood products, live vaccines, haemolysis watch, hydration.
TEST_CASE("drug: the standing notes of both drugs") {
  const auto has_note = [](const char* id, std::string_view word) {
    const auto document = read_toml(built_in("drugs", id)->text, id);
    const auto drug = read_drug(*document, "");
    REQUIRE(drug);
    return std::ranges::any_of(drug->notes, [&](const StandingNote& note) {
      return note.text.find(word) != std::string::npos && !note.source.empty();
    });
  };
  CHECK(has_note("fludarabine", "irradiated blood"));
  CHECK(has_note("fludarabine", "live vaccines"));
  CHECK(has_note("fludarabine", "haemolysis"));
  CHECK(has_note("fludarabine", "pentostatin"));
  CHECK(has_note("cyclophosphamide", "fluid"));
}

TEST_CASE("drug: bands have no gap and no overlap and no end") {
  struct Row {
    const char* why;
    const char* bands;
    const char* says; // "" where the bands are sound
  };
  const Row rows[] = {
      {"sound",
       "{from = \"0 mL/min\", below = \"30 mL/min\", withhold = true},"
       "{from = \"30 mL/min\", fraction = \"1\"}",
       ""},
      {"one band for all", "{from = \"0 mL/min\", fraction = \"1\"}", ""},
      {"a gap",
       "{from = \"0 mL/min\", below = \"30 mL/min\", withhold = true},"
       "{from = \"31 mL/min\", fraction = \"1\"}",
       "no band covers 30 to 31 mL/min"},
      // US label R1 is written in whole numbers: 79.5 would fall in none of its bands.
      {"the label's whole numbers",
       "{from = \"0 mL/min\", below = \"79 mL/min\", fraction = \"0.8\"},"
       "{from = \"80 mL/min\", fraction = \"1\"}",
       "no band covers 79 to 80 mL/min"},
      {"a gap at the bottom", "{from = \"30 mL/min\", fraction = \"1\"}",
       "no band covers 0 to 30 mL/min"},
      {"a gap of a millionth",
       "{from = \"0 mL/min\", below = \"30 mL/min\", withhold = true},"
       "{from = \"30.000001 mL/min\", fraction = \"1\"}",
       "no band covers 30 to 30.000001 mL/min"},
      {"an overlap",
       "{from = \"0 mL/min\", below = \"30 mL/min\", withhold = true},"
       "{from = \"29 mL/min\", fraction = \"1\"}",
       "overlaps the band before it"},
      {"an overlap with a band that has no end",
       "{from = \"0 mL/min\", withhold = true},{from = \"30 mL/min\", fraction = \"1\"}",
       "overlaps the band before it"},
      {"the same band twice",
       "{from = \"0 mL/min\", below = \"30 mL/min\", withhold = true},"
       "{from = \"0 mL/min\", fraction = \"1\"}",
       "overlaps the band before it"},
      {"out of order",
       "{from = \"30 mL/min\", fraction = \"1\"},"
       "{from = \"0 mL/min\", below = \"30 mL/min\", withhold = true}",
       "overlaps the band before it"},
      {"an end",
       "{from = \"0 mL/min\", below = \"30 mL/min\", withhold = true},"
       "{from = \"30 mL/min\", below = \"500 mL/min\", fraction = \"1\"}",
       "the last band has an end"},
      {"no bands", "", "the last band has an end"},
      {"a band that ends before it begins",
       "{from = \"0 mL/min\", below = \"0 mL/min\", withhold = true},"
       "{from = \"0 mL/min\", fraction = \"1\"}",
       "ends where it begins"},
      {"a band after the open one",
       "{from = \"0 mL/min\", withhold = true},"
       "{from = \"0.000001 mL/min\", fraction = \"1\"}",
       "overlaps the band before it"},
      {"neither fraction nor withhold", "{from = \"0 mL/min\"}", "either has a fraction"},
      {"both", "{from = \"0 mL/min\", fraction = \"0.5\", withhold = true}",
       "either has a fraction"},
      {"a level and withhold",
       "{from = \"0 mL/min\", absolute = \"15 mg/m2/day\", withhold = true}",
       "either has a fraction"},
      {"a fraction of nothing", "{from = \"0 mL/min\", fraction = \"0\"}", "above 0 and at most 1"},
      {"per cent as a fraction", "{from = \"0 mL/min\", fraction = \"80\"}",
       "above 0 and at most 1"},
      {"more than all", "{from = \"0 mL/min\", fraction = \"1.000001\"}", "above 0 and at most 1"},
      {"a fraction with an exponent", "{from = \"0 mL/min\", fraction = 8e-1}", "exponent"},
      {"an unknown key", "{from = \"0 mL/min\", fractoin = \"1\"}", "did you mean \"fraction\"?"},
      {"an indexed rate", "{from = \"0 mL/min/1.73m2\", fraction = \"1\"}", "not a unit"},
  };
  for (const Row& row : rows) {
    INFO(row.why);
    const std::string problems = problems_of(drug_with_bands(row.bands));
    INFO(problems);
    if (*row.says == '\0')
      CHECK(problems.empty());
    else
      CHECK(problems == Containing{row.says});
  }
}

TEST_CASE("drug: at most eight bands") {
  const auto bands = [](int count) {
    std::string text;
    for (int i = 0; i + 1 < count; ++i)
      text += "{from = \"" + std::to_string(i) + " mL/min\", below = \"" + std::to_string(i + 1) +
              " mL/min\", withhold = true},\n";
    return text + "{from = \"" + std::to_string(count - 1) + " mL/min\", fraction = \"1\"}\n";
  };
  CHECK(problems_of(drug_with_bands(bands(8))).empty());
  CHECK(problems_of(drug_with_bands(bands(9))) == Containing{"more than 8 bands"});
}

TEST_CASE("drug: unknown keys and missing sources are named") {
  struct Row {
    const char* text;
    const char* says;
  };
  const Row rows[] = {
      {"[drug]\nid = \"x\"\nname = \"x\"\nsource = \"s\"\n", "\"source\" is missing"},
      {"[drug]\nid = \"x\"\nname = \"x\"\nsource = \"t\"\n[[source]]\nid = \"s\"\ntext = \"a\"\n"
       "verified = true\n",
       "x.toml:4:10 /drug/source: no [[source]] is called \"t\""},
      {"[drug]\nid = \"x\"\nnam = \"x\"\nsource = \"s\"\n[[source]]\nid = \"s\"\ntext = \"a\"\n"
       "verified = true\n",
       "did you mean \"name\"?"},
      {"[drug]\nid = \"x\"\nname = \"x\"\nsource = \"s\"\n[[source]]\nid = \"s\"\ntext = \"a\"\n",
       "\"verified\" is missing"},
      {"[drugs]\nid = \"x\"\n", "did you mean \"drug\"?"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const std::string problems = problems_of(row.text);
    INFO(problems);
    CHECK(problems == Containing{row.says});
  }
}

} // namespace
