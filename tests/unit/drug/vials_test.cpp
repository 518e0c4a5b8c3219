// Which vials to open: least waste, then fewest vials, then the larger ones.
#include "dosing/drug/rounding.hpp"
#include "dosing/drug/vials.hpp"
#include "tests/unit/chance.hpp"
#include "tests/unit/numbers.hpp"

#include <vector>

namespace {
using namespace nkdose;
using namespace nkdose::test;

VialStock stock_of(std::initializer_list<int> sizes) {
  VialStock stock;
  for (const int size : sizes)
    stock.append(in<DrugMass>(size));
  return stock;
}

DrugMass mg(Decimal number) {
  return in<DrugMass>(number);
}

// Sizes of drugs-rounding-renal-safety.md 1.1 and 2.1; contents counted by hand.
TEST_CASE("vials: least waste, then fewest vials, then the larger ones") {
  struct Row {
    VialStock stock;
    Decimal dose, content;
    std::vector<int> counts;
    const char* why;
  };
  const VialStock fludarabine = stock_of({50}), powder = stock_of({2000, 1000, 500, 200});
  const VialStock american = stock_of({2000, 1000, 500});
  const Row rows[] = {
      {fludarabine, 50_d, 50_d, {1}, "4.4: the band of 50 mg is one vial"},
      {fludarabine, 55_d, 100_d, {2}, "4.4: the band of 55 mg is two"},
      {fludarabine, 50.000000001_d, 100_d, {2}, "a billionth more than a vial holds"},
      {fludarabine, 49.999999999_d, 50_d, {1}, "a billionth less"},
      {powder, 480_d, 500_d, {0, 0, 1, 0}, "500 wastes 20, three of 200 waste 120"},
      {powder, 540_d, 600_d, {0, 0, 0, 3}, "three of 200 waste 60, 200 and 500 waste 160"},
      {powder, 600_d, 600_d, {0, 0, 0, 3}, "no waste"},
      {powder, 700_d, 700_d, {0, 0, 1, 1}, "two sizes"},
      {powder, 1000_d, 1000_d, {0, 1, 0, 0}, "one vial, not two of 500 or five of 200"},
      {powder, 2000_d, 2000_d, {1, 0, 0, 0}, "one vial, not two of 1,000"},
      {powder, 1_d, 200_d, {0, 0, 0, 1}, "the smallest"},
      {powder, 0_d, 0_d, {0, 0, 0, 0}, "nothing for nothing"},
      {american, 540_d, 1000_d, {0, 1, 0}, "without 200 mg: one of 1,000, not two of 500"},
      {american, 3500_d, 3500_d, {1, 1, 1}, "one of each"},
      // 12 mg from 6, 5 and 1: two of 6 are fewer than 5 + 5 + 1 + 1.
      {stock_of({6, 5, 1}), 12_d, 12_d, {2, 0, 0}, "fewest"},
      // 10 mg from 6, 5 and 1: the largest first would be 6 + 1 + 1 + 1 + 1.
      {stock_of({6, 5, 1}), 10_d, 10_d, {0, 2, 0}, "not the largest first"},
      // 10 mg from 7, 5 and 3: 7 + 3 and 5 + 5 are two vials each.
      {stock_of({7, 5, 3}), 10_d, 10_d, {1, 0, 1}, "the larger ones of equally many"},
      {stock_of({700, 300}), 800_d, 900_d, {0, 3}, "900 and 1,000 can be had, 900 is nearer"},
  };
  for (const Row& row : rows) {
    INFO(to_text(row.dose), " mg: ", row.why);
    const VialChoice choice = choose_vials(mg(row.dose), row.stock);
    CHECK(of(choice.content) == row.content);
    for (std::size_t i = 0; i < row.counts.size(); ++i)
      CHECK(choice.counts[i] == row.counts[i]);
  }
}

TEST_CASE("vials: the nearest whole vials, of two the larger") {
  struct Row {
    VialStock stock;
    Decimal dose, content;
  };
  const Row rows[] = {
      {stock_of({50}), 54.54_d, 50_d}, // 8.2, other edge tests
      {stock_of({500}), 545.4_d, 500_d},      {stock_of({50}), 75_d, 100_d},
      {stock_of({50}), 74.999999999_d, 50_d}, {stock_of({50}), 0.1_d, 50_d}, // never none
      {stock_of({500, 200}), 300_d, 400_d},   {stock_of({500, 200}), 299.9_d, 200_d},
      {stock_of({2000}), 2999.9_d, 2000_d},   {stock_of({2000}), 3000_d, 4000_d},
  };
  for (const Row& row : rows) {
    INFO(to_text(row.dose), " mg");
    CHECK(of(nearest_whole_vials(mg(row.dose), row.stock)) == row.content);
  }
}

// 8.2, other edge tests: "54.54 -> 50 mg (-8.3 %, allowed 10 %, not allowed 6 %); Cy 545.4 -> 500
// (-8.3 %)".
TEST_CASE("vials: a dose is whole vials only where they are near enough") {
  struct Row {
    VialStock stock;
    Decimal adjusted, percent, dose;
    RoundedTo to;
  };
  const Row rows[] = {
      {stock_of({50}), 54.54_d, 10_d, 50_d, RoundedTo::whole_vials},
      {stock_of({50}), 54.54_d, 6_d, 55_d, RoundedTo::step},
      {stock_of({500}), 545.4_d, 10_d, 500_d, RoundedTo::whole_vials},
      {stock_of({500}), 545.4_d, 6_d, 545_d, RoundedTo::step},
      // Exactly the tolerance is within it: 50 is 50 - 4 %, and 50 x 25 / 24 + a billionth is not.
      {stock_of({48}), 50_d, 4_d, 48_d, RoundedTo::whole_vials},
      {stock_of({48}), 50.000000001_d, 4_d, 50_d, RoundedTo::step},
  };
  for (const Row& row : rows) {
    INFO(to_text(row.adjusted), " mg within ", to_text(row.percent), " %");
    RoundingPolicy policy;
    policy.vials = row.stock;
    policy.whole_vials_percent = row.percent;
    const auto [dose, made] =
        round_dose(AdjustedDose(mg_per_day(row.adjusted)), DailyDose(), policy);
    CHECK(of(dose) == row.dose);
    CHECK(made.to == row.to);
  }
  // Off by default.
  RoundingPolicy off;
  off.vials = stock_of({50});
  CHECK(of(rounded_by(AdjustedDose(mg_per_day(50.4_d)), off)) == 50_d);
  CHECK(of(rounded_by(AdjustedDose(mg_per_day(50.6_d)), off)) == 51_d);
}

TEST_CASE("vials: whatever is chosen holds the dose, and no vial of it can be left out" *
          doctest::test_suite("exhaustive")) {
  Chance chance(31);
  for (int trial = 0; trial < 2'000; ++trial) {
    VialStock stock;
    for (int size = static_cast<int>(chance.between(400, 2'000));
         size > 0 && stock.sizes().size() < 5; size -= static_cast<int>(chance.between(1, 500)))
      stock.append(in<DrugMass>(size));
    const DrugMass wanted = mg(Decimal::from_billionths(chance.between(1, 3'000 * Decimal::scale)));
    const VialChoice choice = choose_vials(wanted, stock);
    INFO("trial ", trial, ": ", to_text(of(wanted)), " mg");
    DrugMass sum;
    int vials = 0;
    for (std::size_t i = 0; i < stock.sizes().size(); ++i) {
      const DrugMass size = stock.sizes()[i];
      for (int count = 0; count < choice.counts[i]; ++count)
        sum += size;
      vials += choice.counts[i];
      if (choice.counts[i] > 0) CHECK(choice.content - size < wanted);
      // One size alone never wastes less, nor as little with fewer vials.
      DrugMass alone;
      int of_one_size = 0;
      for (; alone < wanted; ++of_one_size)
        alone += size;
      CHECK(choice.content <= alone);
      if (choice.content == alone) CHECK(vials <= choice.vials());
      if (choice.content == alone) CHECK(choice.vials() <= of_one_size);
    }
    CHECK(sum == choice.content);
    CHECK(vials == choice.vials());
    CHECK(choice.content >= wanted);
  }
}

} // namespace
