// What comes with the cells, by the worked examples of cells-protocols-calendar.md part 3.
#include "dosing/cells/burden.hpp"
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
EndotoxinConcentration eu_per_ml(Decimal number) {
  return EndotoxinConcentration(in<CountPerVolume>(number));
}
constexpr Flow rate(Decimal millilitres_per_minute) {
  return in<Flow>(millilitres_per_minute);
}
constexpr DrugConcentration density = in<DrugConcentration>(1100_d);

BagsGiven all_of(const std::vector<Certificate>& bags) {
  BagSet set;
  for (std::size_t i = 0; i < bags.size(); ++i)
    set.add(i);
  return whole_bags(bags, set);
}

// "3e9 CAR+ at f_NK .95, f_CAR .60 (5.26e9 viable): limit 2e5/kg at 60 kg needs f_CD3 < 0.23 %;
// at 40 kg < 0.15 %".
TEST_CASE("burden: T cells are counted in all viable cells") {
  struct Row {
    Decimal kilograms, cd3;
    bool is_within;
  };
  const Row rows[] = {{60_d, 0.0023_d, false},
                      {60_d, 0.0022_d, true},
                      {40_d, 0.0016_d, false},
                      {40_d, 0.0015_d, true}};
  for (const Row& row : rows) {
    Certificate certificate = bag(100_d, 52.631579_d);
    certificate.nk_fraction = 0.95_d;
    certificate.car_fraction = 0.6_d;
    certificate.cd3_fraction = row.cd3;
    const std::vector<Certificate> bags{certificate};
    INFO(to_text(row.kilograms), " kg ", to_text(row.cd3));
    const auto found = t_cells_per_kg(bags, all_of(bags), kg(row.kilograms));
    REQUIRE(found.has_value());
    CHECK((of(*found) <= 0.2_d) == row.is_within);
  }
  // A count before freezing: what is lost by thawing is not infused, dead cells are not counted.
  Certificate frozen = bag(10_d, 100_d);
  frozen.recovery = 0.5_d;
  frozen.viable_fraction = 0.8_d;
  frozen.cd3_fraction = 0.01_d;
  CHECK(of(*t_cells_per_kg({frozen}, all_of({frozen}), kg(40_d))) == 0.1_d); // 4e6 / 40
}

TEST_CASE("burden: what some certificates state is the least that there can be") {
  Certificate with = bag(20_d, 50_d);
  with.cd3_fraction = 0.6_d;
  with.endotoxin = eu_per_ml(3_d);
  with.dmso_fraction = 0.1_d;
  const std::vector<Certificate> bags{with, bag(20_d, 50_d)};
  const BagsGiven both = all_of(bags);
  CHECK(of(*t_cells_per_kg(bags, both, kg(60_d))) == 10_d); // 1e9 x 0.6 / 60
  CHECK(of(*dmso_per_kg({with}, all_of({with}), density, kg(60_d))) ==
        of(*dmso_per_kg(bags, both, density, kg(60_d))));
  CHECK(of(*endotoxin_load(bags, both, rate(5_d), kg(60_d))) == 1_d); // 20 mL x 3 / 60
  for (const Stated figure : {Stated::t_cells, Stated::dmso, Stated::endotoxin}) {
    CHECK_FALSE(all_state(bags, both, figure));
    CHECK(all_state({with}, all_of({with}), figure));
  }
  const std::vector<Certificate> silent{bag(20_d, 50_d)};
  CHECK_FALSE(t_cells_per_kg(silent, all_of(silent), kg(60_d)).has_value());
  BagSet first; // the other one is not given
  first.add(0);
  CHECK(of(*t_cells_per_kg(bags, whole_bags(bags, first), kg(60_d))) == 10_d);
  CHECK_FALSE(t_cells_per_kg(bags, {.partly = std::nullopt}, kg(60_d)).has_value());
}

// "171 mL of 10% = 18.8 g: 0.31 g/kg at 60 kg, 0.47 at 40 kg. Two doses on one day add".
TEST_CASE("burden: DMSO") {
  Certificate certificate = bag(171_d, 50_d);
  certificate.dmso_fraction = 0.1_d;
  const std::vector<Certificate> one{certificate}, two{certificate, certificate};
  CHECK(of(*dmso_per_kg(one, all_of(one), density, kg(60_d))) == 313.5_d); // 18,810 mg / 60
  CHECK(of(*dmso_per_kg(one, all_of(one), density, kg(40_d))) == 470.25_d);
  CHECK(of(*dmso_per_kg(two, all_of(two), density, kg(60_d))) == 627_d);
  BagsGiven part = all_of(one);
  part.partly = 0;
  part.part = in<Volume>(17.1_d);
  CHECK(of(*dmso_per_kg(one, part, density, kg(60_d))) == 31.35_d);
}

// "A lot at the '<5 EU/mL' release limit only meets 5 EU/kg/h up to 1 mL/kg in an hour (60 kg: 60
// mL; 40 kg: 40 mL)".
TEST_CASE("burden: endotoxin in the worst hour") {
  Certificate certificate = bag(60_d, 50_d);
  certificate.endotoxin = eu_per_ml(5_d);
  std::vector<Certificate> bags{certificate};
  CHECK(of(*endotoxin_load(bags, all_of(bags), rate(5_d), kg(60_d))) == 5_d);
  CHECK(of(*endotoxin_load(bags, all_of(bags), std::nullopt, kg(60_d))) == 5_d);
  CHECK(of(*endotoxin_load(bags, all_of(bags), rate(5_d), kg(40_d))) == 7.5_d);
  // At 0.5 mL/min an hour holds 30 of the 60 mL.
  CHECK(of(*endotoxin_load(bags, all_of(bags), rate(0.5_d), kg(60_d))) == 2.5_d);
  // The bag with most of it fills the hour first, wherever it stands: 60 x 5 + 40 x 2 of 120 mL.
  Certificate cleaner = bag(60_d, 50_d);
  cleaner.endotoxin = eu_per_ml(2_d);
  bags = {cleaner, certificate};
  CHECK(of(*endotoxin_load(bags, all_of(bags), rate(1.666666666_d), kg(100_d))) == 3.799999999_d);
  CHECK(of(*endotoxin_load(bags, all_of(bags), rate(5_d), kg(60_d))) == 7_d);
}

// "60 mL at 2-5 mL/min = 12-30 min; 171 mL = 34-86 min"; "one 50-mL F01 bag at 2 mL/min lasts 25
// min".
TEST_CASE("burden: times") {
  struct Row {
    Decimal volume, rate, minutes;
  };
  const Row rows[] = {{60_d, 5_d, 12_d},
                      {60_d, 2_d, 30_d},
                      {171_d, 5_d, 34.2_d},
                      {171_d, 2_d, 85.5_d},
                      {50_d, 2_d, 25_d}};
  for (const Row& row : rows) {
    const std::vector<Certificate> bags{bag(row.volume, 50_d)};
    INFO(to_text(row.volume), " mL at ", to_text(row.rate));
    CHECK(of(bag_times(bags, all_of(bags), rate(row.rate), Duration()).at(0).takes) == row.minutes);
  }
  // Only bags that are given take time, and a part of a bag a part of it.
  const std::vector<Certificate> bags{bag(50_d, 50_d), bag(20_d, 50_d), bag(30_d, 50_d)};
  BagsGiven given = all_of(bags);
  given.bags.remove(std::size_t{1});
  given.partly = 0;
  given.part = in<Volume>(10_d);
  const auto times = bag_times(bags, given, rate(2_d), Duration());
  REQUIRE(times.size() == 2);
  CHECK(times[1].bag == 2);
  CHECK(of(times[1].begins) == 5_d);
  CHECK(of(times[1].takes) == 15_d);
  CHECK(of(volume_of(bags, given, 0)) == 10_d);
  CHECK(of(volume_of(bags, given, 1)) == 0_d);
}

} // namespace
