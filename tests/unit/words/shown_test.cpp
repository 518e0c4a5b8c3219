// How a text for people writes numbers, and one or many of a thing.
#include "cli/words/shown.hpp"
#include "dosing/number/units.hpp"
#include "tests/unit/numbers.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;
using namespace fmt::literals;

TEST_CASE("shown: a comma at each thousand") {
  CHECK(shown(in<DrugMass>(1'500_d)) == "1,500");
  CHECK(shown(in<DrugMass>(48.6_d)) == "48.6");
}

TEST_CASE("shown: one day, two days, and no days") {
  CHECK(counted(1, "{} day", "{} days") == "1 day");
  CHECK(counted(2, "{} day", "{} days") == "2 days");
  CHECK(counted(0, "{} day", "{} days") == "0 days");
}

// The two forms need not differ in one word: they may be any two sentences.
TEST_CASE("shown: a sentence has a form for one and a form for many") {
  const auto treated = [](int patients) {
    return one_or_many(patients, "{patients} patient was treated at {level}",
                       "at {level} {patients} patients were treated", "patients"_a = patients,
                       "level"_a = "level 2");
  };
  CHECK(treated(1) == "1 patient was treated at level 2");
  CHECK(treated(3) == "at level 2 3 patients were treated");
}

} // namespace
