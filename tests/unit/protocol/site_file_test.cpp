// A site's file: its policies, its closed days, and its signatures.
#include "schedule/protocol/built_in.hpp"
#include "schedule/protocol/site_file.hpp"
#include "tests/unit/ordinary.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;

const std::string start = "[site]\nid = \"x\"\ntitle = \"X\"\n";
const std::string source = "[[source]]\nid = \"s\"\ntext = \"policy\"\nverified = true\n";

Checked<Site, Problems> site(const std::string& more) {
  const auto document = read_toml(start + more, "x.toml");
  REQUIRE(document);
  return read_site(*document, "checksum");
}

std::string problems_of(const std::string& more) {
  const auto read = site(more);
  std::string all;
  if (!read)
    for (const Problem& one : read.reason())
      all += std::string(code_of(one.fault)) + " " + to_text(one.place) + ": " + one.detail +
             " | " + one.action + "\n";
  return all;
}

// design.md part 3: the built-in default closes no day and adopts nothing.
TEST_CASE("site: the built-in site closes nothing and adopts nothing and rounds to 0.01 m2") {
  const auto document = read_toml(built_in("sites", "default")->text, "default.toml");
  REQUIRE(document);
  const auto read = read_site(*document, "");
  REQUIRE(read);
  CHECK(read->adoptions.empty());
  CHECK(read->surface_rounding == SurfaceRounding::hundredth);
  CHECK(read->formula == nullptr);
  CHECK_FALSE(read->weight_days.has_value());
  for (int i = 0; i < 366; ++i)
    CHECK_FALSE(read->closed.holds(*read_iso_date("2026-01-01") + std::chrono::days(i)));
  // "default 1 mg from 10 mg up, 0.1 mg below; warning above 5 %, stop above 10 %".
  const RoundingPolicy policy = read->rounding("fludarabine").policy;
  CHECK(of(policy.step) == 1_d);
  CHECK(of(policy.fine_step) == 0.1_d);
  CHECK(of(policy.fine_below) == 10_d);
  CHECK(policy.warning_percent == 5_d);
  CHECK(policy.stop_percent == 10_d);
}

TEST_CASE("site: closed weekdays and dates") {
  const auto read = site("[closed]\nweekdays = [\"Sat\", \"Sun\"]\n"
                         "dates = [2026-12-25, \"2027-01-01\"]\n");
  REQUIRE(read);
  struct Row {
    const char* date;
    bool closed;
  };
  const Row rows[] = {
      {"2026-12-05", true}, {"2026-12-06", true},  {"2026-12-07", false}, {"2026-12-11", false},
      {"2026-12-25", true}, {"2026-12-24", false}, {"2027-01-01", true},  {"2025-12-25", false},
  };
  for (const Row& row : rows) {
    INFO(row.date);
    CHECK(read->closed.holds(*read_iso_date(row.date)) == row.closed);
  }
}

TEST_CASE("site: a rounding policy of its own for each drug") {
  const auto read = site("bsa_rounding = \"none\"\nformula = \"dubois\"\nweight_valid = \"7 d\"\n"
                         "[[rounding]]\ndrug = \"fludarabine\"\nstep = \"2.5 mg\"\n"
                         "fine_step = \"0.5 mg\"\nfine_below = \"20 mg\"\nwarning = \"6 %\"\n"
                         "stop = \"8 %\"\nsource = \"s\"\n"
                         "[[rounding]]\ndrug = \"cyclophosphamide\"\nstep = \"20 mg\"\n"
                         "source = \"s\"\n" +
                         source);
  REQUIRE(read);
  CHECK(read->surface_rounding == SurfaceRounding::none);
  CHECK(read->formula == find_surface_formula("dubois"));
  CHECK(*read->weight_days == 7);
  CHECK(of(read->rounding("fludarabine").policy.step) == 2.5_d);
  CHECK(of(read->rounding("fludarabine").policy.fine_step) == 0.5_d);
  CHECK(of(read->rounding("fludarabine").policy.fine_below) == 20_d);
  CHECK(read->rounding("fludarabine").policy.warning_percent == 6_d);
  CHECK(read->rounding("fludarabine").policy.stop_percent == 8_d);
  CHECK(read->rounding("fludarabine").source == "policy");
  // One step named: it holds for every dose.
  const RoundingPolicy one_step = read->rounding("cyclophosphamide").policy;
  CHECK(of(rounded_by(AdjustedDose(mg_per_day(9.6_d)), one_step)) == 0_d);
  CHECK(of(rounded_by(AdjustedDose(mg_per_day(10_d)), one_step)) == 20_d);
  // A drug without a policy has the default.
  CHECK(of(read->rounding("melphalan").policy.step) == 1_d);
}

TEST_CASE("site: one fault gives one problem") {
  const std::string policy = "[[rounding]]\ndrug = \"fludarabine\"\nsource = \"s\"\n";
  const std::string hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  const std::string adopted =
      "[[adopted]]\nid = \"f01\"\nversion = 1\nby = \"J Doe\"\non = 2026-11-16\n";
  struct Row {
    const char* why;
    std::string more;
    const char* says;
  };
  const Row rows[] = {
      {"an unknown key", "bsa_roundin = \"none\"\n", "did you mean \"bsa_rounding\"?"},
      {"an unknown rounding", "bsa_rounding = \"0.1 m2\"\n", "\"0.01 m2\""},
      {"a comparison formula", "formula = \"costeff\"\n", "not a formula for dosing"},
      {"days without a unit", "weight_valid = 7\n", "no unit"},
      {"more than a year", "creatinine_valid = \"367 d\"\n", "366 d"},
      {"a weekday in full", "[closed]\nweekdays = [\"Saturday\"]\n", "not a weekday"},
      {"every weekday closed",
       "[closed]\nweekdays = [\"Mon\",\"Tue\",\"Wed\",\"Thu\",\"Fri\",\"Sat\",\"Sun\"]\n",
       "every weekday is closed"},
      {"a date that does not exist", "[closed]\ndates = [\"2026-02-30\"]\n", "there is no day"},
      {"a step of nothing", policy + "step = \"0 mg\"\n" + source, "a step is"},
      {"a step of 2 g", policy + "step = \"2 g\"\n" + source, "to 1,000 mg"},
      {"a step finer than a syringe", policy + "step = \"0.001 mg\"\n" + source, "0.01"},
      {"a drug that does not exist",
       "[[rounding]]\ndrug = \"fludarabin\"\nsource = \"s\"\nstep = \"1 mg\"\n" + source,
       "did you mean \"fludarabine\"?"},
      {"no step", policy + source, "either a step or a table of bands"},
      {"a fine step without its limit",
       policy + "step = \"1 mg\"\nfine_step = \"0.1 mg\"\n" + source, "belong together"},
      {"limits exchanged",
       policy + "step = \"1 mg\"\nwarning = \"10 %\"\nstop = \"5 %\"\n" + source,
       "above the stop limit"},
      {"a stop limit of 100 %", policy + "step = \"1 mg\"\nstop = \"100 %\"\n" + source, "100 %"},
      {"a limit without its unit", policy + "step = \"1 mg\"\nstop = \"10\"\n" + source, "no unit"},
      {"two policies for one drug",
       policy + "step = \"1 mg\"\n" + policy + "step = \"2 mg\"\n" + source, "two roundings"},
      {"a source that is not there", policy + "step = \"1 mg\"\n", "no [[source]]"},
      {"an adoption without a checksum", adopted, "\"sha256\" is missing"},
      {"an adoption with half a checksum", adopted + "sha256 = \"0123\"\n", "not a SHA-256"},
      {"a checksum in capitals", adopted + "sha256 = \"" + std::string(64, 'A') + "\"\n",
       "not a SHA-256"},
      {"an adoption without a signature",
       "[[adopted]]\nid = \"f01\"\nversion = 1\non = 2026-11-16\nsha256 = \"" + hex + "\"\n",
       "\"by\" is missing"},
  };
  for (const Row& row : rows) {
    INFO(row.why);
    const std::string problems = problems_of(row.more);
    INFO(problems);
    CHECK(problems == Containing{row.says});
    CHECK(std::ranges::count(problems, '\n') == 1);
  }
}

} // namespace
