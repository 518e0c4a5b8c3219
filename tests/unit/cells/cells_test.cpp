// What the bags hold, by their certificates.
#include "dosing/cells/bags.hpp"
#include "tests/unit/numbers.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;

Certificate bag(Decimal millilitres, Decimal million_per_ml) {
  Certificate certificate;
  certificate.volume = in<Volume>(millilitres);
  certificate.counted = in<CellConcentration>(million_per_ml);
  return certificate;
}

// cells-protocols-calendar.md part 1: "50 mL x 5.0e7 x 0.95 x 0.60 = 1.425e9".
TEST_CASE("cells: volume x viable cells x NK fraction x CAR fraction") {
  Certificate worked = bag(50_d, 50_d);
  worked.nk_fraction = 0.95_d;
  worked.car_fraction = 0.6_d;
  CHECK(of(delivered_by(worked)) == 1425_d);
  // A CAR fraction of all viable cells: the NK fraction is not multiplied in a second time.
  Certificate of_viable = bag(50_d, 50_d);
  of_viable.car_fraction = 0.57_d;
  CHECK(of(delivered_by(of_viable)) == 1425_d);
  // Total cells with their viability, once.
  Certificate total = bag(20_d, 54_d);
  total.viable_fraction = 0.92_d;
  total.nk_fraction = 0.95_d;
  total.car_fraction = 0.6_d;
  CHECK(of(delivered_by(total)) == 566.352_d); // 20 x 54 x 0.92 x 0.95 x 0.6
}

// The table "F01 volume needed": dose / (concentration x f), f = NK x CAR, to 0.1 mL.
TEST_CASE("cells: the volumes of the cited table hold the doses") {
  struct Row {
    Decimal dose, concentration, fraction, volume;
  };
  const Row rows[] = {
      {500_d, 50_d, 0.5_d, 20_d},   {1000_d, 50_d, 0.5_d, 40_d},  {2000_d, 50_d, 0.5_d, 80_d},
      {3000_d, 50_d, 0.5_d, 120_d}, {500_d, 35_d, 0.7_d, 20.4_d}, {3000_d, 65_d, 0.7_d, 65.9_d},
  };
  for (const Row& row : rows) {
    INFO(to_text(row.dose), " million in ", to_text(row.volume), " mL");
    Certificate certificate = bag(row.volume, row.concentration);
    certificate.car_fraction = row.fraction;
    const Decimal half_a_tenth = 0.05_d * row.concentration * row.fraction;
    const Decimal difference = of(delivered_by(certificate)) - row.dose;
    CHECK(difference <= half_a_tenth);
    CHECK(difference >= -half_a_tenth);
  }
}

TEST_CASE("cells: bags add up and the level is what they are judged against") {
  Certificate first = bag(20_d, 50_d), second = bag(10_d, 35_d);
  first.car_fraction = 0.5_d;  // 500
  second.car_fraction = 0.4_d; // 140
  BagSet both;
  both.add(0);
  both.add(1);
  const BagsGiven given = whole_bags({first, second}, both);
  CHECK(of(given.delivered) == 640_d);
  CHECK(of(given.volume) == 30_d);
  CHECK(deviation_percent(given.delivered, million_cells(1000_d)) == -36_d);
  CHECK(deviation_percent(million_cells(1425_d), million_cells(1400_d)) == 1.785714285_d);
  CellRule rule;
  rule.infusions = 2;
  CHECK(of(cell_assignment(million_cells(1000_d), kg(60_d), rule).course()) == 2000_d);
}

} // namespace
