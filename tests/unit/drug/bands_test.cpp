// Dose bands: the published table, and the same for another strength.
#include "dosing/drug/bands_file.hpp"
#include "dosing/drug/rounding.hpp"
#include "schedule/protocol/built_in.hpp"
#include "tests/unit/chance.hpp"
#include "tests/unit/numbers.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;

BandTable nhs() {
  const auto document = read_toml(built_in("bands", "nhs-20-mg-per-ml")->text, "nhs.toml");
  REQUIRE(document);
  auto table = read_band_table(*document, "checksum");
  REQUIRE(table);
  return *std::move(table);
}

BandsInUse at(const BandTable& table, Decimal strength) {
  return {&table, in<DrugConcentration>(strength)};
}

// drugs-rounding-renal-safety.md 4.3, rows that matter; tests/exact has all 73.
TEST_CASE("bands: the published table, from <= dose < below") {
  const BandTable table = nhs();
  CHECK(table.bands.size() == 73);
  CHECK(of(table.strength) == 20_d);
  CHECK_FALSE(table.source.empty());
  struct Row {
    Decimal adjusted, dose;
  };
  const Row rows[] = {
      {229.78_d, 240_d},
      {249.79_d, 240_d},
      {249.80_d, 260_d},
      {339.41_d, 320_d},
      {339.42_d, 360_d},
      {379.47_d, 360_d},
      {379.48_d, 400_d},
      {459.55_d, 440_d},
      {459.56_d, 480_d},
      {509.11_d, 480_d},
      {509.12_d, 540_d},
      {509.119999999_d, 480_d},
      {569.19_d, 540_d},
      {569.20_d, 600_d},
      {848.51_d, 800_d},
      {848.52_d, 900_d},
      {509.116882352_d, 480_d} /* P10 of 8.2 */,
      {510_d, 540_d},
      {5_d, 5.2_d},
      {6368.67_d, 6000_d},
  };
  for (const Row& row : rows) {
    INFO(to_text(row.adjusted), " mg");
    const auto index = at(table, 20_d).index_of(mg_per_day(row.adjusted));
    REQUIRE(index);
    CHECK(of(at(table, 20_d).band(*index).dose) == row.dose);
  }
  CHECK_FALSE(at(table, 20_d).is_derived());
  for (const Decimal outside : {4.999999999_d, 0_d, 6368.68_d, 9000_d})
    CHECK_FALSE(at(table, 20_d).index_of(mg_per_day(outside)).has_value());
}

// 4.4: ladder x 25, limits as printed there where no tie of a hundredth is open.
TEST_CASE("bands: derived for 25 mg/mL") {
  const BandTable table = nhs();
  struct Row {
    Decimal from, below, dose;
  };
  const Row rows[] = {
      {26.22_d, 28.73_d, 27.5_d}, // 1.1 mL
      {31.23_d, 33.73_d, 32.5_d}, {36.23_d, 38.73_d, 37.5_d}, {41.23_d, 43.73_d, 42.5_d},
      {52.45_d, 57.45_d, 55_d},   {57.45_d, 62.45_d, 60_d},   {72.45_d, 77.45_d, 75_d},
  };
  const BandsInUse derived = at(table, 25_d);
  CHECK(derived.is_derived());
  for (const Row& row : rows) {
    INFO(to_text(row.dose), " mg");
    const auto index = derived.index_of(mg_per_day(row.dose));
    REQUIRE(index);
    const DoseBand band = derived.band(*index);
    // 1.048 mL x 25 = 26.2; the printed 26.22 is 1.049 x 25 = 26.225, cut there, rounded up here.
    CHECK(of(band.from) - row.from <= 0.01_d);
    CHECK(of(band.from) >= row.from);
    CHECK(of(band.below) - row.below <= 0.01_d);
    CHECK(of(band.below) >= row.below);
    CHECK(of(band.dose) == row.dose);
  }
}

// 8.2: fludarabine at 25 mg/mL before and after the renal rule, cyclophosphamide at 20 mg/mL.
TEST_CASE("bands: the band columns of the computed vectors") {
  const BandTable table = nhs();
  struct Row {
    Decimal strength, adjusted, dose;
  };
  const Row rows[] = {
      {25_d, 41.458_d, 42.5_d}, {25_d, 49.749_d, 50_d},   {25_d, 43.543_d, 42.5_d},
      {25_d, 22.444_d, 22.5_d}, {25_d, 36.362_d, 37.5_d}, {25_d, 26.721_d, 27.5_d},
      {25_d, 57.282_d, 55_d},   {25_d, 74.095_d, 75_d},   {20_d, 497.49_d, 480_d},
      {20_d, 513.70_d, 540_d},  {20_d, 572.82_d, 600_d},  {20_d, 740.95_d, 720_d},
      {20_d, 387.30_d, 400_d},  {20_d, 374.07_d, 360_d},
  };
  for (const Row& row : rows) {
    INFO(to_text(row.adjusted), " mg at ", to_text(row.strength), " mg/mL");
    RoundingPolicy policy;
    policy.bands = &table;
    policy.strength = in<DrugConcentration>(row.strength);
    CHECK(of(rounded_by(AdjustedDose(mg_per_day(row.adjusted)), policy)) == row.dose);
  }
}

TEST_CASE("bands: for any strength a dose lies in one band, and is drawn on a mark") {
  const BandTable table = nhs();
  Chance chance(32);
  constexpr Decimal strengths[] = {1_d, 20_d, 25_d, 100_d, 200_d, 500_d};
  for (int trial = 0; trial < 20'000; ++trial) {
    const BandsInUse bands = at(table, chance.one_of(strengths));
    const auto last = table.bands.size() - 1;
    const DailyDose dose = mg_per_day(Decimal::from_billionths(
        chance.between(bands.band(0).from.value().billionths(), 3'000 * Decimal::scale)));
    INFO("trial ", trial, ": ", to_text(of(dose)), " mg at ", to_text(of(bands.strength)));
    const auto index = bands.index_of(dose);
    if (dose >= bands.band(last).below) {
      CHECK_FALSE(index.has_value());
      continue;
    }
    REQUIRE(index);
    const DoseBand band = bands.band(*index);
    CHECK(band.from <= dose);
    CHECK(dose < band.below);
    const Decimal volume = of(band.dose) / of(bands.strength);
    CHECK(volume * of(bands.strength) == of(band.dose));
    CHECK(cut_to(volume, 2) == volume);
    if (*index > 0) CHECK(bands.band(*index - 1).below == band.from);
    // No band is further from a dose than the published table's widest, 6.58 %, and what rounding
    // a derived limit to 0.01 mg adds.
    if (of(bands.strength) >= 20_d)
      CHECK_FALSE(deviates_by_more_than(6.7_d, RoundedDose(band.dose), AdjustedDose(dose)));
  }
}

} // namespace
