// The second derivation: each printed number of a plan proved from the others, or contradicted.
#include "schedule/plan/second_derivation.hpp"
#include "tests/unit/printed.hpp"

namespace {
using namespace nkdose;

PrintedDose honest_dose() {
  PrintedDose dose;
  dose.level = "30";
  dose.area = "1.62";
  dose.calculated = "48.6";
  dose.fraction = "0.8";
  dose.adjusted = "38.88";
  dose.dose = "39";
  dose.remaining_doses = 3;
  dose.given = "0";
  dose.course = "117";
  return dose;
}

TEST_CASE("second derivation: each printed number of a dose is proved") {
  CHECK_FALSE(contradiction(honest_dose()).has_value());
  struct Row {
    const char* what;
    Printed PrintedDose::*field;
    const char* wrong;
  };
  const Row rows[] = {
      {"level", &PrintedDose::level, "30.1"},
      {"level", &PrintedDose::level, "-30"},
      {"area", &PrintedDose::area, "1.63"},
      {"calculated", &PrintedDose::calculated, "48.7"},
      {"calculated", &PrintedDose::calculated, "48.599999999"},
      {"fraction", &PrintedDose::fraction, "0.6"},
      {"adjusted", &PrintedDose::adjusted, "48.6"},
      {"adjusted", &PrintedDose::adjusted, "38.880000001"},
      {"dose", &PrintedDose::dose, "38"},
      {"dose", &PrintedDose::dose, "390"},
      {"dose", &PrintedDose::dose, "-39"},
      {"course", &PrintedDose::course, "116"},
      {"course", &PrintedDose::course, "39"},
      {"given", &PrintedDose::given, "1"},
  };
  for (const Row& row : rows) {
    INFO(row.what, " ", row.wrong);
    PrintedDose dose = honest_dose();
    dose.*row.field = row.wrong;
    CHECK(contradiction(dose).has_value());
  }
  PrintedDose two_given = honest_dose();
  two_given.remaining_doses = 1;
  two_given.given = "77.5";
  CHECK(contradiction(two_given).has_value());
  two_given.course = "116.5"; // 77.5 + 39
  CHECK_FALSE(contradiction(two_given).has_value());
}

TEST_CASE("second derivation: rounding to a step is proved, a tie up, the top down") {
  struct Row {
    const char* adjusted;
    const char* dose;
    const char* top;
    bool holds;
  };
  // Steps of 1 mg, of 0.1 mg below 10 mg. The top is 30 mg/m2/day x 1.61 m2 = 48.3 mg.
  const Row rows[] = {
      {"61.5", "62", "", true},      {"61.5", "61", "", false},    {"38.88", "39", "", true},
      {"38.88", "38", "", false},    {"38.88", "38.9", "", false}, {"38.88", "-39", "", false},
      {"9.96", "10", "", true},      {"9.94", "9.9", "", true},    {"9.94", "10", "", false},
      {"48.3", "48", "", true},      {"47.9", "47", "47.9", true}, {"47.9", "48", "47.9", false},
      {"47.9", "46", "47.9", false},
  };
  for (const Row& row : rows) {
    INFO(row.adjusted, " mg as ", row.dose, " mg, top ", row.top);
    const PrintedSteps printed{row.adjusted, row.dose, "10", "0.1", "1", row.top};
    CHECK(contradiction(printed).has_value() != row.holds);
  }
}

// NHS England, 20 mg/mL, version 7: 459.56 to below 509.12 is 480, to below 569.20 is 540. At 25
// mg/mL these limits are 574.45, 636.4 and 711.5 and the bands 600 and 675.
TEST_CASE("second derivation: a dose band is proved, published and derived") {
  struct Row {
    const char* adjusted;
    const char* dose;
    const char* top;
    const char* from;
    const char* below;
    const char* band;
    const char* strength;
    bool holds;
  };
  const Row rows[] = {
      {"509.11", "480", "", "459.56", "509.12", "480", "20", true},
      {"509.12", "480", "", "459.56", "509.12", "480", "20", false},
      {"509.12", "540", "", "509.12", "569.2", "540", "20", true},
      {"509.12", "541", "", "509.12", "569.2", "540", "20", false},
      {"459.559999999", "480", "", "459.56", "509.12", "480", "20", false},
      {"574.45", "600", "", "459.56", "509.12", "480", "25", true},
      {"574.44", "600", "", "459.56", "509.12", "480", "25", false},
      {"636.4", "675", "", "509.12", "569.2", "540", "25", true},
      {"520", "480", "520", "459.56", "509.12", "480", "20", true}, // kept below the top
      {"520", "480", "470", "459.56", "509.12", "480", "20", false},
      {"500", "480", "520", "459.56", "509.12", "480", "20", false}, // needs no keeping
  };
  for (const Row& row : rows) {
    INFO(row.adjusted, " mg as ", row.dose, " mg at ", row.strength, " mg/mL");
    const PrintedBandRow printed{row.adjusted, row.dose, row.top, row.from,
                                 row.below,    row.band, "20",    row.strength};
    CHECK(contradiction(printed).has_value() != row.holds);
  }
}

TEST_CASE("second derivation: whole vials are proved") {
  const auto holds = [](const char* adjusted, const char* dose, const char* percent,
                        std::vector<Printed> vials) {
    return !contradiction(PrintedVials{adjusted, dose, percent, std::move(vials)});
  };
  CHECK(holds("486", "500", "5", {"500"}));       // +2.88 %
  CHECK_FALSE(holds("486", "500", "2", {"500"})); // further than the tolerance
  CHECK_FALSE(holds("486", "500", "5", {"200", "200"}));
  CHECK(holds("1000", "950", "5", {"500", "200", "250"})); // exactly 5 %
  CHECK_FALSE(holds("0", "0", "5", {}));
}

// 486 mg of cycloPHOSphamide at 20 mg/mL are 24.3 mL; 124.3 mL in 30 min are 248.6 mL/h.
TEST_CASE("second derivation: the preparation is proved") {
  const PrintedPreparation honest{.dose = "486",
                                  .strength = "20",
                                  .drawn = "24.3",
                                  .bag = "100",
                                  .overfill = "0",
                                  .final = "124.3",
                                  .concentration = "3.909895414",
                                  .added = true,
                                  .minutes = "30",
                                  .rate = "248.6"};
  CHECK_FALSE(contradiction(honest).has_value());
  struct Row {
    Printed PrintedPreparation::*field;
    const char* wrong;
  };
  const Row rows[] = {
      {&PrintedPreparation::dose, "487"},
      {&PrintedPreparation::strength, "100"},
      {&PrintedPreparation::drawn, "2.43"},
      {&PrintedPreparation::drawn, "24.300000001"},
      {&PrintedPreparation::bag, "250"},
      {&PrintedPreparation::overfill, "7"},
      {&PrintedPreparation::final, "100"},
      {&PrintedPreparation::concentration, "3.909895411"},
      {&PrintedPreparation::concentration, "4.86"},
      {&PrintedPreparation::minutes, "60"},
      {&PrintedPreparation::rate, "248.600000001"},
      {&PrintedPreparation::rate, "4.14"},
  };
  for (const Row& row : rows) {
    INFO(row.wrong);
    PrintedPreparation printed = honest;
    printed.*row.field = row.wrong;
    CHECK(contradiction(printed).has_value());
  }
  PrintedPreparation withdrawn = honest;
  withdrawn.added = false;
  CHECK(contradiction(withdrawn).has_value());
  withdrawn.final = "100";
  withdrawn.concentration = "4.86";
  withdrawn.rate = "200";
  CHECK_FALSE(contradiction(withdrawn).has_value());
}

TEST_CASE("second derivation: a day's vials hold the dose and what is left") {
  const auto holds = [](const PrintedVialDay& day) { return !contradiction(day); };
  CHECK(holds({"0", "500", "486", "0", "14", {"500"}}));
  CHECK(holds({"0", "1000", "486", "514", "0", {"1000"}}));
  CHECK(holds({"514", "0", "486", "28", "0", {}}));
  CHECK_FALSE(holds({"0", "500", "486", "14", "14", {"500"}}));
  CHECK_FALSE(holds({"0", "500", "486", "0", "14", {"200", "200"}}));
  CHECK_FALSE(holds({"0", "400", "486", "0", "0", {"200", "200"}}));
}

TEST_CASE("second derivation: area and clearance are proved by multiplying out") {
  struct Area {
    const char* unrounded;
    const char* before_cap;
    const char* cap;
    const char* used;
    bool hundredths, holds;
  };
  const Area areas[] = {
      {"1.62111073", "1.62", "", "1.62", true, true},
      {"1.621110731", "1.62", "", "1.62", true, false},
      {"1.621110729", "1.62", "", "1.62", true, false},
      {"1.62111073", "1.63", "", "1.63", true, false},
      {"1.62111073", "1.61", "", "1.61", true, false},
      {"1.62111073", "1.62", "", "1.61", true, false},
      {"1.62111073", "1.62", "", "1.63", true, false},
      {"1.62111073", "1.62111", "", "1.62111", false, true},
      {"1.62111073", "1.621111", "", "1.621111", false, false},
      {"1.62111073", "1.62", "", "1.62", false, false},
      {"1.62111073", "1.62", "1.5", "1.5", true, true},
      {"1.62111073", "1.62", "1.5", "1.62", true, false}, // the cap was forgotten
      {"1.62111073", "1.62", "1.5", "1.51", true, false},
      {"1.62111073", "1.62", "2", "1.62", true, true},
      {"1.62111073", "1.62", "2", "2", true, false}, // the cap is no floor
      {"1.62111073", "1.62", "1.62", "1.62", true, true},
  };
  for (const Area& row : areas) {
    INFO(row.unrounded, " as ", row.before_cap, ", cap ", row.cap, ", used as ", row.used);
    const PrintedArea area{.height = "162",
                           .weight = "58.4",
                           .unrounded = row.unrounded,
                           .before_cap = row.before_cap,
                           .cap = row.cap,
                           .used = row.used,
                           .by_mosteller = true,
                           .to_hundredths = row.hundredths};
    CHECK(contradiction(area).has_value() != row.holds);
  }
  struct Filtration {
    bool female;
    int age;
    const char* basis;
    const char* clearance;
    bool holds;
  };
  // The contract's plan on its three weights, and each a billionth beside it.
  const Filtration clearances[] = {
      {true, 42, "actual", "96.335405017", true},   {true, 42, "actual", "96.335405018", false},
      {true, 42, "actual", "96.335405016", false},  {true, 42, "ideal", "89.395483906", true},
      {true, 42, "ideal", "89.395483907", false},   {true, 42, "ideal", "96.335405017", false},
      {true, 42, "adjusted", "92.17145235", true},  {true, 42, "adjusted", "92.171452349", false},
      {false, 42, "actual", "96.335405017", false}, {true, 43, "actual", "96.335405017", false},
      {false, 42, "actual", "113.335770609", true},
  };
  for (const Filtration& row : clearances) {
    INFO((row.female ? "woman" : "man"), " of ", row.age, ", ", row.basis, ": ", row.clearance);
    const PrintedClearance printed{.female = row.female,
                                   .age = row.age,
                                   .height = "162",
                                   .weight = "58.4",
                                   .creatinine = "62",
                                   .wanted_basis = row.basis,
                                   .clearance = row.clearance};
    CHECK(contradiction(printed).has_value() != row.holds);
  }
}

// cells-protocols-calendar.md part 1: 50 mL x 5.0e7 x 0.95 x 0.60 = 1.425e9, in millions.
TEST_CASE("second derivation: the cells of a bag are proved") {
  const PrintedBag honest{.volume = "50",
                          .counted = "50",
                          .recovery = "1",
                          .viable_fraction = "1",
                          .nk_fraction = "0.95",
                          .car_fraction = "0.6"};
  CHECK_FALSE(contradiction({honest}, "50", "1425", "3000").has_value());
  CHECK_FALSE(contradiction({honest, honest}, "100", "2850", "3000").has_value());
  CHECK(contradiction({honest, honest}, "50", "2850", "3000").has_value());
  CHECK(contradiction({honest, honest}, "100", "2850", "2849.999999999").has_value());
  for (const char* wrong : {"1425.000000001", "14250", "2850"})
    CHECK(contradiction({honest}, "50", wrong, "30000").has_value());
  struct Row {
    Printed PrintedBag::*field;
    const char* wrong;
  };
  const Row rows[] = {
      {&PrintedBag::volume, "51"},           {&PrintedBag::counted, "5"},
      {&PrintedBag::viable_fraction, "0.9"}, {&PrintedBag::nk_fraction, "1"},
      {&PrintedBag::car_fraction, "0.06"},   {&PrintedBag::recovery, "0.85"},
  };
  for (const Row& row : rows) {
    INFO(row.wrong);
    PrintedBag bag = honest;
    bag.*row.field = row.wrong;
    CHECK(contradiction({bag}, "50", "1425", "3000").has_value());
  }
}

// In millions: 2 x 10^6 cells/kg for 120 kg are 2.4 x 10^8, capped at 2 x 10^8 (axi-cel, US PI).
TEST_CASE("second derivation: a cell level per kg is proved") {
  const auto holds = [](const char* ordered, const char* weight, const char* cap,
                        const char* level) {
    return !contradiction(PrintedLevel{ordered, weight, cap, level});
  };
  CHECK(holds("1000", "", "", "1000"));
  CHECK_FALSE(holds("1000", "", "", "100"));
  CHECK(holds("2", "58.4", "200", "116.8"));
  CHECK_FALSE(holds("2", "58.4", "200", "200"));
  CHECK(holds("2", "120", "200", "200"));
  CHECK_FALSE(holds("2", "120", "200", "240"));
  CHECK(holds("2", "120", "", "240"));
}

TEST_CASE("second derivation: the reduction is proved to be that of the clearance's band") {
  const std::vector<PrintedBand> bands = {
      {"0", "0", ""}, {"30", "0.6", "15"}, {"50", "0.8", "20"}, {"80", "1", "25"}};
  struct Row {
    const char* clearance;
    const char* fraction;
    const char* reduced_level;
    bool absolute, holds;
  };
  const Row rows[] = {
      {"80", "1", "", false, true},
      {"79.999999999", "1", "", false, false},
      {"79.999999999", "0.8", "", false, true},
      {"50", "0.8", "", false, true},
      {"49.999999999", "0.8", "", false, false},
      {"30", "0.6", "", false, true},
      {"29.999999999", "0.6", "", false, false},
      {"29.999999999", "0", "", false, false},
      {"60", "", "20", true, true},
      {"60", "", "15", true, false},
      {"60", "1", "", true, false},
      {"90", "1", "", true, true},
  };
  for (const Row& row : rows) {
    INFO("clearance ", row.clearance, ", fraction ", row.fraction, row.reduced_level);
    PrintedDose dose = honest_dose();
    dose.fraction = row.fraction;
    dose.reduced_level = row.reduced_level;
    CHECK(contradiction(dose, row.clearance, bands, row.absolute).has_value() != row.holds);
  }
}

} // namespace
