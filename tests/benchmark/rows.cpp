// Writes rows of ordinary patients: rows COUNT [SEED] > patients.csv
//
// The same seed gives the same rows everywhere. Every row is a patient whose plan is `ready`, or a
// draft for its renal reduction alone, under examples/site.toml: what floor.cpp can do without
// checks.
#include "tests/unit/chance.hpp"

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace {

struct Patient {
  bool female;
  long age, height, weight, creatinine; // height, weight and creatinine in tenths
};

bool is_ordinary(const Patient& p) {
  const double metres = static_cast<double>(p.height) / 1000;
  const double bmi = static_cast<double>(p.weight) / 10 / (metres * metres);
  const double ideal = (p.female ? 45.5 : 50) + 2.3 * (static_cast<double>(p.height) / 25.4 - 60);
  const double clearance = static_cast<double>(140 - p.age) * static_cast<double>(p.weight) * 88.4 *
                           (p.female ? 0.85 : 1) / (72 * static_cast<double>(p.creatinine));
  return bmi > 18 && bmi < 30 && static_cast<double>(p.weight) / 10 < 1.29 * ideal &&
         clearance > 50.01;
}

Patient draw(nkdose::test::Chance& chance) {
  while (true) {
    const Patient p{chance.between(0, 1) == 1, chance.between(18, 65), chance.between(1480, 1980),
                    chance.between(420, 1150), chance.between(620, 1200)};
    if (is_ordinary(p)) return p;
  }
}

void put_tenths(long value) {
  if (value % 10 == 0)
    std::printf("%ld,", value / 10);
  else
    std::printf("%ld.%ld,", value / 10, value % 10);
}

// Mondays of 2026 in whose weeks before examples/site.toml closes no day; and the Monday before,
// when weight and creatinine were measured.
constexpr std::pair<const char*, const char*> days[] = {
    {"2026-02-02", "2026-01-26"}, {"2026-03-02", "2026-02-23"}, {"2026-03-30", "2026-03-23"},
    {"2026-05-04", "2026-04-27"}, {"2026-06-01", "2026-05-25"}, {"2026-07-06", "2026-06-29"},
    {"2026-08-31", "2026-08-24"}, {"2026-10-05", "2026-09-28"}, {"2026-11-02", "2026-10-26"},
    {"2026-11-16", "2026-11-09"}, {"2026-12-07", "2026-11-30"}, {"2026-12-14", "2026-12-07"}};
constexpr const char* cells[] = {"500000000", "1000000000", "1500000000", "2000000000",
                                 "3000000000"};

} // namespace

int main(int count, char** values) {
  const long rows = count > 1 ? std::atol(values[1]) : 1000;
  nkdose::test::Chance chance(count > 2 ? std::strtoull(values[2], nullptr, 10) : 1);
  std::puts("id,sex,age_years,height_cm,weight_kg,serum_creatinine_umol_per_l,"
            "fludarabine_mg_per_m2_per_day,cyclophosphamide_mg_per_m2_per_day,cells,day_zero,"
            "weight_on,creatinine_on,hypersensitivity,pentostatin,decompensated_haemolysis,"
            "pregnancy_test_positive,breast_feeding,urinary_outflow_obstruction");
  for (long row = 1; row <= rows; ++row) {
    const Patient p = draw(chance);
    std::printf("F01-%07ld,%s,%ld,", row, p.female ? "female" : "male", p.age);
    put_tenths(p.height);
    put_tenths(p.weight);
    put_tenths(p.creatinine);
    put_tenths(chance.between(50, 60) * 5);
    put_tenths(chance.between(50, 60) * 50);
    const char* level = chance.one_of(cells);
    const auto& [day_zero, measured] = chance.one_of(days);
    std::printf("%s,%s,%s,%s,no,no,no,no,no,no\n", level, day_zero, measured, measured);
  }
}
