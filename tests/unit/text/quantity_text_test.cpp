// Text to quantity: what is accepted, and every kind of text that is refused.
#include "dosing/number/plain_number.hpp"
#include "dosing/text/quantity_text.hpp"
#include "tests/unit/chance.hpp"
#include "tests/unit/numbers.hpp"

#include <string>

namespace {
using namespace nkdose;
using namespace nkdose::test;

// One reader a row, its result as the bare number in the unit of the house.
struct Number {
  std::optional<Decimal> value;
  TextFault fault;
};
Decimal bare(Decimal value) {
  return value;
}
Decimal bare(int value) {
  return Decimal(value);
}
Decimal bare(auto quantity) {
  return of(quantity);
}
template <auto read>
Number by(std::string_view text) {
  const auto reading = read(text);
  if (!reading) return {std::nullopt, reading.reason()};
  return {bare(*reading), {}};
}
using Reader = Number (*)(std::string_view);

constexpr Reader height = by<read_height>, weight = by<read_weight>,
                 creatinine = by<read_creatinine>, level = by<read_level>,
                 mass = by<read_drug_mass>, cells = by<read_cells>,
                 concentration = by<read_cell_concentration>, volume = by<read_volume>,
                 clearance = by<read_clearance>, surface = by<read_surface>,
                 percent = by<read_percent>, years = by<read_years>, days = by<read_days>,
                 whole = by<read_whole>, number = by<read_number>;

TEST_CASE("quantity text: a number with its unit becomes the unit of the house exactly") {
  struct Row {
    Reader read;
    const char* text;
    Decimal value;
  };
  const Row rows[] = {
      {height, "162 cm", 162_d},
      {height, "162cm", 162_d},
      {height, "162.5 cm", 162.5_d},
      {height, "1.62 m", 162_d},
      {height, "1620 mm", 162_d},
      {height, "1621 mm", 162.1_d},
      {height, "63.8 in", 162.052_d},        // x 2.54
      {height, "1.234567 in", 3.13580018_d}, // six decimals lose nothing
      {weight, "58.4 kg", 58.4_d},
      {weight, "58.40 kg", 58.4_d},
      {weight, "058.4 kg", 58.4_d},
      {weight, "58400 g", 58.4_d},
      {weight, "58.123456 kg", 58.123456_d},
      {weight, "0.000001 g", 0.000000001_d},
      {creatinine, "62 umol/L", 62_d},
      {creatinine, "62umol/L", 62_d},
      {creatinine, "1.30mg/dL", 114.92_d}, // x 88.4
      {creatinine, "0.7 mg/dL", 61.88_d},
      {creatinine, "1.234567 mg/dL", 109.1357228_d},
      {level, "30 mg/m2/day", 30_d},
      {level, "22.5mg/m2/day", 22.5_d},
      {mass, "49 mg", 49_d},
      {mass, "0.5 g", 500_d},
      {cells, "1e9 cells", 1000_d}, // counted in millions
      {cells, "1E9 cells", 1000_d},
      {cells, "1.5e9 cells", 1500_d},
      {cells, "0.5e9cells", 500_d},
      {cells, "750000000 cells", 750_d},
      {cells, "1 cells", 0.000001_d},
      {cells, "1e0 cells", 0.000001_d},
      {concentration, "5e7 cells/mL", 50_d},
      {volume, "20 mL", 20_d},
      {clearance, "50 mL/min", 50_d},
      {surface, "2 m2", 2_d},
      {percent, "60 %", 60_d},
      {percent, "60%", 60_d},
      {years, "42 y", 42_d},
      {days, "7 d", 7_d},
      {whole, "-5", -5_d},
      {whole, "0", 0_d},
      {number, "0.8", 0.8_d},
      {number, "999999999.999999", 999999999.999999_d},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Number got = row.read(row.text);
    INFO("refused with: ", got.fault.detail);
    REQUIRE(got.value.has_value());
    CHECK(*got.value == row.value);
  }
}

// One meaning, and not our own way of writing it. Expected values by hand.
TEST_CASE("quantity text: what laboratories and spreadsheets write") {
  struct Row {
    Reader read;
    const char* text;
    Decimal value;
  };
  const Row rows[] = {
      {creatinine, "62 \u00B5mol/L", 62_d}, // micro sign
      {creatinine, "62 \u03BCmol/L", 62_d}, // Greek letter
      {creatinine, "62 umol/l", 62_d},
      {creatinine, "62 micromol/L", 62_d},
      {creatinine, "0.7 mg/dl", 61.88_d}, // x 88.4
      {creatinine, "0.062 mmol/L", 62_d}, // x 1000
      {level, "30 mg/m\u00B2/day", 30_d},
      {level, "30 mg/m^2/day", 30_d},
      {level, "30 mg/m2 per day", 30_d},
      {level, "30 mg per m2 per day", 30_d},
      {level, "30 mg/m2/d", 30_d},
      {level, "30 mg/m2 / day", 30_d},
      {level, "30 mg/m2/24 h", 30_d},
      {cells, "1 x 10^9 cells", 1000_d},
      {cells, "1\u00D710\u2079 cells", 1000_d},
      {cells, "1.5 \u00D7 10\u2078 cells", 150_d},
      {cells, "1x10^9 cells", 1000_d},
      {cells, "10^9 cells", 1000_d},
      {cells, "10\u2079 cells", 1000_d},
      {cells, "1.00E+09 cells", 1000_d}, // as Excel saves it
      {cells, "1e+9 cells", 1000_d},
      {cells, "1000 million cells", 1000_d},
      {cells, "1 x 10^9 CAR-positive NK cells", 1000_d}, // as this program prints it
      {concentration, "5 x 10^7 cells/mL", 50_d},
      {concentration, "5e7 cells/ml", 50_d},
      {weight, " 58.4 kg ", 58.4_d},
      {weight, "58.4  kg", 58.4_d},
      {weight, "58.4\u00A0kg", 58.4_d},
      {weight, "58.4\tkg", 58.4_d},
      {weight, "58.4 KG", 58.4_d},
      {weight, "58.4 kgs", 58.4_d},
      {weight, "\uFF15\uFF18.\uFF14 kg", 58.4_d},
      {weight, "58.4 \u516C\u65A4", 58.4_d},
      {height, "162 CM", 162_d},
      {height, "162 \u5398\u7C73", 162_d},
      {volume, "20 ml", 20_d},
      {percent, "60\uFF05", 60_d},
      {years, "42 years", 42_d},
      {days, "3 days", 3_d},
      {days, "1 week", 7_d},
      {number, " 0.8 ", 0.8_d},
      {whole, "\u22125", -5_d}, // a minus sign
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Number got = row.read(row.text);
    INFO("refused with: ", got.fault.detail);
    REQUIRE(got.value.has_value());
    CHECK(*got.value == row.value);
  }
}

TEST_CASE("quantity text: a laboratory's unit for the one that a data file names") {
  struct Row {
    const char *text, *unit;
    Decimal value;
  };
  const Row rows[] = {
      {"8.0 g/dL", "g/L", 80_d},
      {"8 g/dl", "g/L", 80_d},
      {"1500 /uL", "10^9/L", 1.5_d}, // 1,500 in a microlitre, 1.5 x 10^9 in a litre
      {"1500/\u00B5L", "10^9/L", 1.5_d},
      {"1500 cells/uL", "10^9/L", 1.5_d},
      {"1500 per uL", "10^9/L", 1.5_d},
      {"1.5 x 10^3/uL", "10^9/L", 1.5_d},
      {"1.5\u00D710\u2079/L", "10^9/L", 1.5_d},
      {"150 K/uL", "10^9/L", 150_d},
      {"40 IU/L", "U/L", 40_d},
      {"1.2 \u00D7 ULN", "ULN", 1.2_d},
      {"6 Months", "month", 6_d},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto got = read_in_unit(row.text, row.unit, 1'000'000_d);
    REQUIRE(got);
    CHECK(*got == row.value);
  }
  CHECK_FALSE(read_in_unit("8 g/mL", "g/L", 1'000'000_d));
  CHECK_FALSE(read_in_unit("1.510^9/L", "10^9/L", 1'000'000_d)); // 1.5 or 1.51 of something
  CHECK_FALSE(read_in_unit("8 weeks", "month", 1'000'000_d));    // 56 days are not two months
}

// design.md part 3: pounds convert half up to 0.001 kg, printed and used. Products made by hand
// with 0.45359237 kg a pound.
TEST_CASE("quantity text: pounds become kilograms, half up to a gram") {
  struct Row {
    const char* text;
    Decimal kilograms;
  };
  const Row rows[] = {
      {"1 lb", 0.454_d},        // 0.45359237
      {"100 lb", 45.359_d},     // 45.359237
      {"129 lb", 58.513_d},     // 58.51341573
      {"128.7 lb", 58.377_d},   // 58.377338019
      {"150.25 lb", 68.152_d},  // 68.1522535925
      {"22.05 lb", 10.002_d},   // 10.0017117585
      {"50000 lb", 22679.619_d} // 22679.6185, the only tie within reach
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(*weight(row.text).value == row.kilograms);
  }
}

TEST_CASE("quantity text: everything else is refused and says what to do") {
  struct Row {
    Reader read;
    const char* text;
    Fault fault;
    const char* says; // somewhere in detail or action
  };
  const Row rows[] = {
      // no unit, or another one
      {weight, "70", Fault::no_unit, "kg or g or lb"},
      {weight, "70 ", Fault::no_unit, "58.4 kg"},
      {height, "1.62", Fault::no_unit, "162 cm"},
      {creatinine, "62", Fault::no_unit, "umol/L or mg/dL or mmol/L"},
      {cells, "1e9", Fault::no_unit, "cells"},
      {weight, "70 kilos", Fault::wrong_unit, "58.4 kg"},
      {weight, "70 cm", Fault::wrong_unit, "not a unit of weight"},
      {height, "162 kg", Fault::wrong_unit, "not a unit of height"},
      {height, "5 ft", Fault::wrong_unit, "162 cm"},
      {clearance, "50 mL/min/1.73m2", Fault::wrong_unit, "mL/min"}, // an indexed rate
      {cells, "1e9 cells/kg", Fault::wrong_unit, "not a unit of cell count"},
      {volume, "20 cc", Fault::wrong_unit, "mL"},
      {weight, "70 kg 5 g", Fault::wrong_unit, "kg"},
      // a dose without its time: total or daily is the known fatal confusion
      {level, "30 mg/m2", Fault::no_time, "say per day: 30 mg/m2/day"},
      {level, "22.5mg/m2", Fault::no_time, "say per day: 22.5 mg/m2/day"},
      {level, "30 mg/m^2", Fault::no_time, "say per day: 30 mg/m2/day"},
      {level, "90 mg", Fault::wrong_unit, "mg/m2/day"},
      {level, "30", Fault::no_unit, "mg/m2/day"},
      {level, "30 mg/kg/day", Fault::wrong_unit, "mg/m2/day"},
      // not a plain decimal number
      {weight, "", Fault::number, "is empty"},
      {weight, "kg", Fault::number, "is not a number"},
      {weight, "seventy kg", Fault::number, "is not a number"},
      {weight, "-70 kg", Fault::number, "has a sign"},
      {weight, "+70 kg", Fault::number, "has a sign"},
      {weight, ".8 kg", Fault::number, "write 0.8 instead of .8"},
      {weight, "70. kg", Fault::number, "write 50 instead of 50."},
      {weight, "70,5 kg", Fault::number, "has a comma"},
      {weight, "1,000 kg", Fault::number, "has a comma"},
      {weight, "7.0.5 kg", Fault::number, "has two points"},
      {weight, "7'000 g", Fault::number, "has a mark"},
      {weight, "7_000 g", Fault::number, "has a mark"},
      {weight, "7e1 kg", Fault::number, "has an exponent"},
      {weight, "7E+1 kg", Fault::number, "has an exponent"},
      {weight, "0x46 kg", Fault::number, "is hexadecimal"},
      {weight, "nan kg", Fault::number, "is not a number"},
      {weight, "inf kg", Fault::number, "is not a number"},
      {weight, "infinity", Fault::number, "is not a number"},
      {weight, "\xd9\xa7\xd9\xa0 kg", Fault::number, "another script"}, // Arabic
      {weight, "70.1234567 kg", Fault::number, "more than 6 decimals"},
      {weight, "1234567890 kg", Fault::number, "more than 9 digits"},
      {weight, "99999999999999999999999999999999999999999 kg", Fault::number, "digits"},
      {mass, "999999999 g", Fault::number, "too large"},
      // exponents are for cells only, and small
      {cells, "1e16 cells", Fault::number, "exponent"},
      {cells, "1 x 10^16 cells", Fault::number, "exponent"},
      {cells, "1 x 109 cells", Fault::number, "10^9 has become 109"},
      {cells, "10E9", Fault::no_unit, "cells"},
      {weight, "58,4 kg", Fault::number, "58.4 or 584"},
      {cells, "1e-3 cells", Fault::number, "exponent"},
      {cells, "1e99999999999 cells", Fault::number, "exponent"},
      {cells, "999999999999999999999999999999999e15 cells", Fault::number, "too large"},
      // whole numbers
      {years, "42.5 y", Fault::number, "whole"},
      {days, "0.5 d", Fault::number, "whole"},
      {whole, "--5", Fault::number, "sign"},
      {whole, "3.5", Fault::number, "whole"},
      {whole, "1e3", Fault::number, "exponent"},
      {whole, "999999999", Fault::number, "whole"},
      {number, "80 %", Fault::number, "more than a number"},
  };
  for (const Row& row : rows) {
    INFO("\"", row.text, "\"");
    const Number got = row.read(row.text);
    REQUIRE_FALSE(got.value.has_value());
    INFO("detail: ", got.fault.detail, "; action: ", got.fault.action);
    CHECK(got.fault.fault == row.fault);
    CHECK((got.fault.detail + " | " + got.fault.action) == Containing{row.says});
    CHECK_FALSE(got.fault.action.empty());
  }
}

// What is plain, said by hand: digits, at most 9, and at most 6 more behind a point.
TEST_CASE("quantity text: a plain number is taken for what it is, and nothing else is") {
  Chance chance(11);
  int plain = 0, plain_cells = 0;
  for (int trial = 0; trial < 100'000; ++trial) {
    std::string text;
    constexpr std::string_view characters = "0123456789.eE,-";
    const bool is_likely = chance.between(0, 1) == 1;
    for (std::int64_t left = chance.between(0, 18); left > 0; --left)
      text += is_likely && text.size() != 3 ? characters[chance.next() % 10]
                                            : characters[chance.next() % characters.size()];
    const auto is_digits = [](std::string_view part, std::size_t most) {
      return !part.empty() && part.size() <= most &&
             part.find_first_not_of("0123456789") == part.npos;
    };
    const std::size_t point = text.find('.');
    const std::string before_point = text.substr(0, point);
    const std::string behind_point = point == text.npos ? "" : text.substr(point + 1);
    INFO(text);
    const auto taken = plain_number(text);
    REQUIRE(taken.has_value() ==
            (is_digits(before_point, 9) && (point == text.npos || is_digits(behind_point, 6))));
    if (taken) {
      ++plain;
      CHECK(taken->billionths() ==
            std::stoll(before_point + behind_point + std::string(9 - behind_point.size(), '0')));
    }
    const std::size_t e = text.find_first_of("eE");
    const std::string digits = text.substr(0, e);
    const bool has_exponent =
        e != text.npos && e + 2 == text.size() && is_digits(text.substr(e + 1), 1);
    const auto taken_cells = plain_cell_number(text);
    const bool is_shaped = is_digits(digits, 15) && (e == text.npos || has_exponent);
    const std::string value =
        is_shaped
            ? digits +
                  std::string(has_exponent ? static_cast<std::size_t>(text.back() - '0') : 0, '0')
            : "";
    const std::size_t first = value.find_first_not_of('0');
    REQUIRE(taken_cells.has_value() ==
            (is_shaped && (first == value.npos || value.size() - first <= 15)));
    if (taken_cells) {
      ++plain_cells;
      CHECK(taken_cells->billionths() ==
            std::stoll(first == value.npos ? "0" : value.substr(first)) * 1000);
    }
  }
  CHECK(plain > 1'000);
  CHECK(plain_cells > 1'000);
}

TEST_CASE("quantity text: what a message repeats cannot move a cursor") {
  for (const char* text : {"70 \x1b[2Jkg", "\x1b]0;title\x07", "70 \xe2\x80\xae kg"}) {
    const Number got = weight(text);
    REQUIRE_FALSE(got.value.has_value());
    const std::string all = got.fault.detail + got.fault.action;
    CHECK(all.find('\x1b') == all.npos);
    CHECK(all.find('\x07') == all.npos);
    CHECK(all.find("\xe2\x80\xae") == all.npos);
  }
}

TEST_CASE("quantity text: the example of every measure can be read in it") {
  REQUIRE(measures().size() >= 13);
  for (const Measure* measure : measures()) {
    INFO(std::string(measure->name));
    CHECK(read_quantity(measure->example, *measure));
    CHECK_FALSE(measure->units.empty());
    for (const UnitSymbol& unit : measure->units) {
      INFO(std::string(unit.symbol));
      CHECK(read_quantity("1 " + std::string(unit.symbol), *measure));
      CHECK(read_quantity("1" + std::string(unit.symbol), *measure));
    }
  }
}

// A number alone, shorter than eight bytes, is read digit by digit; in a row, eight bytes at once.
TEST_CASE("quantity_text: a plain number is the same however it is read") {
  constexpr std::string_view characters =
      "0123456789012345678901234567890123456789....,e-/:\x80\xff";
  Chance chance(17);
  int numbers = 0;
  for (int trial = 0; trial < 200'000; ++trial) {
    std::string text;
    for (auto size = chance.between(1, 7); size > 0; --size)
      text += characters[static_cast<std::size_t>(
          chance.between(0, static_cast<int>(characters.size()) - 1))];
    const std::string row = text + ",1234567";
    INFO(row);
    Decimal alone, in_row;
    const char* const end = take_plain_number(text.data(), text.data() + text.size(), alone);
    const char* const end_in_row = take_plain_number(row.data(), row.data() + row.size(), in_row);
    REQUIRE((end == nullptr) == (end_in_row == nullptr));
    if (!end) continue;
    CHECK(end - text.data() == end_in_row - row.data());
    CHECK(alone == in_row);
    ++numbers;
  }
  CHECK(numbers > 50'000);
}

} // namespace
