// Which bags are thawed, and how much of them is given.
#include "dosing/cells/bags.hpp"
#include "tests/unit/chance.hpp"
#include "tests/unit/numbers.hpp"

#include <algorithm>

namespace {
using namespace nkdose;
using namespace nkdose::test;

// All of its cells are CAR-positive and viable.
Certificate bag(Decimal millilitres, Decimal million_per_ml, int infusion = 0) {
  Certificate certificate;
  certificate.volume = in<Volume>(millilitres);
  certificate.counted = in<CellConcentration>(million_per_ml);
  certificate.infusion = infusion;
  return certificate;
}

BagSet all_of(const std::vector<Certificate>& bags) {
  BagSet set;
  for (std::size_t i = 0; i < bags.size(); ++i)
    set.add(i);
  return set;
}

// "0 2": the places of the bags.
std::string places(BagSet set) {
  std::string text;
  for (std::size_t i = 0; i < BagSet::limit; ++i)
    if (set.holds(i)) text += (text.empty() ? "" : " ") + std::to_string(i);
  return text;
}

TEST_CASE("bags: the closest, then the fewest, then the fewer cells, then the earlier") {
  struct Row {
    std::vector<Decimal> contents; // million cells
    Decimal level, ceiling;
    std::string_view chosen;
  };
  const Row rows[] = {
      {{570_d, 570_d, 285_d, 443.52_d, 221.76_d}, 1500_d, 3000_d, "0 2 3 4"}, // 1,520.28
      {{1000_d}, 1000_d, 1000_d, "0"},
      {{1000_d}, 1000_d, 999.999999999_d, ""},        // a thousandth of a cell too much
      {{1100_d, 900_d}, 1000_d, 1100_d, "1"},         // equally close: fewer cells
      {{500_d, 500_d, 1000_d}, 1000_d, 3000_d, "2"},  // equally close: fewer bags
      {{400_d, 300_d, 200_d}, 450_d, 3000_d, "0"},    // 400 and 500: one bag before two
      {{500_d, 500_d, 500_d}, 1000_d, 3000_d, "0 1"}, // equal bags: the earlier
      {{3100_d, 3100_d}, 3000_d, 3000_d, ""},         // each alone is above the ceiling
      {{3100_d, 400_d}, 3000_d, 3000_d, "1"},         // so this one, however far
      {{1600_d, 1500_d}, 3000_d, 3000_d, "0"},        // both would be closer, and are above
      {{10_d, 20_d}, 1000_d, 3000_d, "0 1"},          // all of them hold less
      {{1000_d, 1000_d}, 1_d, 3000_d, "0"},           // one at least
  };
  for (const Row& row : rows) {
    std::vector<Certificate> bags;
    for (const Decimal content : row.contents)
      bags.push_back(bag(1_d, content));
    INFO("level ", to_text(row.level), " chosen ", row.chosen);
    CHECK(places(choose_bags(bags, all_of(bags), million_cells(row.level),
                             million_cells(row.ceiling))) == row.chosen);
  }
}

TEST_CASE("bags: a bag that is not available is not chosen") {
  const std::vector<Certificate> bags{bag(20_d, 50_d), bag(10_d, 50_d)};
  BagSet available;
  available.add(1);
  CHECK(places(choose_bags(bags, available, million_cells(1000_d), million_cells(3000_d))) == "1");
  CHECK(places(choose_exact_volume(bags, available, million_cells(1000_d)).bags) == "1");
  CHECK(choose_bags(bags, {}, million_cells(1000_d), million_cells(3000_d)).empty());
  CHECK(choose_exact_volume(bags, {}, million_cells(1000_d)).bags.empty());
}

TEST_CASE("bags: the last of 64 places") {
  std::vector<Certificate> bags(63, bag(1_d, 3100_d));
  bags.push_back(bag(1_d, 1000_d));
  CHECK(places(choose_bags(bags, all_of(bags), million_cells(1000_d), million_cells(3000_d))) ==
        "63");
}

// Half up it would be 15.4 mL and 5.005e8: cut, the level is never passed.
TEST_CASE("bags: an exact volume is cut to 0.1 mL") {
  struct Row {
    Decimal level, volume, delivered;
    std::string_view bags;
  };
  // Bags of 20 mL: 32.5, 25 and 50 million/mL; the largest first.
  const std::vector<Certificate> bags{bag(20_d, 32.5_d), bag(20_d, 25_d), bag(20_d, 50_d)};
  const Row rows[] = {
      {500_d, 10_d, 500_d, "2"},
      {504.999999999_d, 10_d, 500_d, "2"},
      {505_d, 10.1_d, 505_d, "2"},
      {1000_d, 20_d, 1000_d, "2"},           // in full
      {1003.249999999_d, 20_d, 1000_d, "2"}, // less than a step of the next is missing
      {1003.25_d, 20.1_d, 1003.25_d, "0 2"},
      {1650_d, 40_d, 1650_d, "0 2"},
      {2000_d, 54_d, 2000_d, "0 1 2"},
      {2150_d, 60_d, 2150_d, "0 1 2"},
      {9000_d, 60_d, 2150_d, "0 1 2"}, // all of them
  };
  for (const Row& row : rows) {
    const BagsGiven given = choose_exact_volume(bags, all_of(bags), million_cells(row.level));
    INFO("level ", to_text(row.level));
    CHECK(of(given.volume) == row.volume);
    CHECK(of(given.delivered) == row.delivered);
    CHECK(places(given.bags) == row.bags);
  }
}

// The content of a full bag is cut at a thousandth of a cell; dividing by it must not lose a step.
TEST_CASE("bags: no step of an exact volume is lost where the content was cut") {
  Certificate cut = bag(98.628055_d, 400.7779_d);
  cut.recovery = 0.71433609_d;
  cut.viable_fraction = 0.95841604_d;
  cut.nk_fraction = 0.61468999_d;
  cut.car_fraction = 0.56600917_d;
  const CellCount level = delivered_by(cut, in<Volume>(50.1_d));
  CHECK(of(choose_exact_volume({cut}, all_of({cut}), level).volume) == 50.1_d);
}

TEST_CASE("bags: an exact volume never passes the level, and one step more would") {
  Chance chance(20261207);
  for (int round = 0; round < 2000; ++round) {
    std::vector<Certificate> bags;
    for (std::int64_t i = chance.between(1, 6); i > 0; --i) {
      bags.push_back(bag(Decimal::from_billionths(chance.between(1'000, 60'000'000) * 1000),
                         Decimal::from_billionths(chance.between(100'000, 90'000'000) * 1000)));
      bags.back().car_fraction = Decimal::from_billionths(chance.between(1, 100'000'000) * 10);
    }
    const CellCount level =
        in<CellCount>(Decimal::from_billionths(chance.between(1'000'000, 4'000'000'000'000)));
    const BagsGiven given = choose_exact_volume(bags, all_of(bags), level);
    REQUIRE(given.delivered <= level);
    if (!given.partly) continue;
    const Certificate& partly = bags[*given.partly];
    const CellCount part = delivered_by(partly, given.part);
    const CellCount more = delivered_by(partly, given.part + partial_step);
    REQUIRE(given.part + partial_step <= partly.volume + partial_step);
    REQUIRE(given.delivered - part + more > level);
  }
}

TEST_CASE("bags: what infusions share") {
  CellRule rule;
  CellAssignment assignment;
  assignment.level = million_cells(1000_d);
  assignment.ceiling = million_cells(3000_d);
  rule.infusions = assignment.infusions = 2;
  const std::vector<Certificate> bags{bag(22_d, 50_d), bag(20_d, 50_d), bag(12_d, 50_d)};

  SUBCASE("each infusion has what the one before has left") {
    const auto sheets = share_bags(bags, assignment, rule, 0);
    REQUIRE(sheets.size() == 2);
    CHECK(places(sheets[0].whole_bags.bags) == "1");
    CHECK(places(sheets[1].whole_bags.bags) == "0");
  }
  SUBCASE("a bag that names its infusion is in no other") {
    const std::vector<Certificate> named{bag(22_d, 50_d), bag(20_d, 50_d, 2), bag(12_d, 50_d)};
    const auto sheets = share_bags(named, assignment, rule, 0);
    CHECK(places(sheets[0].whole_bags.bags) == "0");
    CHECK(places(sheets[1].whole_bags.bags) == "1");
  }
  SUBCASE("a bag of an infusion that was given is in none") {
    const std::vector<Certificate> named{bag(22_d, 50_d), bag(20_d, 50_d, 1), bag(12_d, 50_d)};
    const auto sheets = share_bags(named, assignment, rule, 1);
    REQUIRE(sheets.size() == 1);
    CHECK(places(sheets[0].whole_bags.bags) == "0");
  }
  SUBCASE("a bag that expires before an infusion is not in it") {
    std::vector<Certificate> dated = bags;
    dated[0].last_infusion = 1; // of 22 and 12 mL it would be the nearer one for the second
    const auto sheets = share_bags(dated, assignment, rule, 0);
    CHECK(places(sheets[0].whole_bags.bags) == "1");
    CHECK(places(sheets[1].whole_bags.bags) == "2");
    dated = {bag(20_d, 50_d, 2)};
    dated[0].last_infusion = 1; // meant for it, and expired
    CHECK(share_bags(dated, assignment, rule, 0)[1].whole_bags.bags.empty());
  }
  SUBCASE("the rest of a bag that was given in part is not used again") {
    rule.giving = Giving::exact_volume;
    const auto sheets = share_bags(bags, assignment, rule, 0);
    CHECK(places(sheets[0].exact_volume.bags) == "0");
    CHECK(of(sheets[0].exact_volume.volume) == 20_d);
    CHECK(places(sheets[1].exact_volume.bags) == "1");
  }
  SUBCASE("without a level no cell dose is planned") {
    assignment.level.reset();
    CHECK(share_bags({bag(22_d, 50_d), bag(20_d, 50_d, 2)}, assignment, rule, 0).empty());
  }
  SUBCASE("no bags are left") {
    const auto sheets = share_bags({bags[1]}, assignment, rule, 0);
    CHECK(places(sheets[0].whole_bags.bags) == "0");
    CHECK(sheets[1].whole_bags.bags.empty());
  }
  SUBCASE("whole bags above the ceiling are no other way of an exact volume") {
    rule.giving = Giving::exact_volume;
    const auto sheets = share_bags({bag(61_d, 50_d, 1)}, assignment, rule, 0);
    CHECK(sheets[0].whole_bags.bags.empty());
    CHECK(of(sheets[0].exact_volume.volume) == 20_d);
    rule.giving = Giving::whole_bags; // where they are what is given, the review must see them
    CHECK(of(share_bags({bag(61_d, 50_d, 1)}, assignment, rule, 0)[0].whole_bags.delivered) ==
          3050_d);
  }
}

TEST_CASE("bags: no bag is given twice, and none above the ceiling is chosen") {
  Chance chance(7);
  for (int round = 0; round < 500; ++round) {
    CellRule rule;
    CellAssignment assignment;
    rule.infusions = assignment.infusions = static_cast<int>(chance.between(1, 4));
    rule.giving = chance.between(0, 1) == 0 ? Giving::whole_bags : Giving::exact_volume;
    assignment.level = million_cells(chance.between(100, 2000));
    assignment.ceiling = *assignment.level + million_cells(chance.between(0, 500));
    std::vector<Certificate> bags;
    for (std::int64_t i = chance.between(1, 10); i > 0; --i)
      bags.push_back(bag(chance.between(1, 50), chance.between(10, 70)));
    BagSet used;
    for (const InfusionMade& sheet : share_bags(bags, assignment, rule, 0)) {
      const BagsGiven& given = sheet.given(rule.giving);
      REQUIRE(given.delivered <= assignment.ceiling);
      for (std::size_t i = 0; i < bags.size(); ++i)
        if (given.bags.holds(i)) {
          REQUIRE_FALSE(used.holds(i));
          used.add(i);
        }
    }
  }
}

} // namespace
