// The quick reader of a row held to the close one, on random rows, good and broken.
#include "cli/row/plain_row.hpp"
#include "cli/row/row_in.hpp"
#include "schedule/protocol/library.hpp"
#include "tests/unit/chance.hpp"
#include "tests/unit/printed.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <memory>

namespace {
using namespace nkdose;
using namespace nkdose::test;

// What people, spreadsheets and mistakes put into any cell.
constexpr std::string_view odd_cells[] = {"",
                                          " ",
                                          "0",
                                          "00060",
                                          "-1",
                                          "+5",
                                          ".5",
                                          "60.",
                                          "5.0",
                                          "42.0",
                                          "1,5",
                                          "1.5.2",
                                          "12x",
                                          "60 kg",
                                          "60kg",
                                          " 60",
                                          "60 ",
                                          "1e3",
                                          "1E2",
                                          "1e9",
                                          "1e15",
                                          "1e16",
                                          "1e",
                                          "0x10",
                                          "nan",
                                          "0.000001",
                                          "0.0000001",
                                          "123456789",
                                          "1234567890",
                                          "999999999.999999",
                                          "100000",
                                          "100000.000001",
                                          "999999999999999",
                                          "1000000000000000",
                                          "50",
                                          "49.999999",
                                          "250",
                                          "250.000001",
                                          "1000",
                                          "1000.000001",
                                          "'60",
                                          "'-5",
                                          "'=1+1",
                                          "'z",
                                          "'",
                                          "=1+1",
                                          "@y",
                                          "\"60\"",
                                          "\"a,b\"",
                                          "\"a\"\"b\"",
                                          "\"60",
                                          "6\"0",
                                          "\"\"",
                                          "\xef\xbc\x96\xef\xbc\x90",
                                          "M\xc3\xbcller",
                                          "\xc3",
                                          "\x7f",
                                          "\x01",
                                          "\xe2\x80\x8b",
                                          "ab cd",
                                          "#",
                                          "~",
                                          "O'Hara",
                                          "a\"b",
                                          "Female",
                                          "female ",
                                          "males",
                                          "f01",
                                          "F01",
                                          "cb-car-nk",
                                          "1984-02-30",
                                          "1984-2-3",
                                          "1869-12-31",
                                          "1870-01-01",
                                          "1989-12-31",
                                          "1990-01-01",
                                          "2100-12-31",
                                          "2101-01-01",
                                          "2026-12-07T00:00",
                                          "2026-12-07 ",
                                          "20261207"};

std::string decimal(Chance& chance, int low, int high, int most_decimals) {
  const auto whole = chance.between(low, high);
  const auto decimals = chance.between(0, most_decimals);
  if (decimals == 0) return std::to_string(whole);
  std::int64_t ten = 1;
  for (auto i = decimals; i > 0; --i)
    ten *= 10;
  return fmt::format("{}.{:0{}}", whole, chance.between(0, ten - 1), decimals);
}

std::string date(Chance& chance, int first, int last) {
  return fmt::format("{}-{:02}-{:02}", chance.between(first, last), chance.between(1, 12),
                     chance.between(1, 29)); // the 29th of a February may not be a day
}

// As an ordinary file has it, or at the edge of that.
std::string good_cell(const BatchColumn& column, const Protocol& protocol, Chance& chance) {
  switch (column.says()) {
  case Says::id:
    return fmt::format("{}{}", chance.between(0, 9) == 0 ? "Mr O'Hara " : "F01-",
                       chance.between(1, 99'999));
  case Says::sex:
    return chance.between(0, 1) == 1 ? "female" : "male";
  case Says::age:
    return column.name == "age_years" ? std::to_string(chance.between(1, 120))
                                      : date(chance, 1930, 2020);
  case Says::height:
    return decimal(chance, 140, 200, 6);
  case Says::weight:
    return decimal(chance, 40, 110, 6);
  case Says::creatinine:
    if (chance.between(0, 19) == 0) return "";
    return column.name == "serum_creatinine_mg_per_dl" ? decimal(chance, 0, 5, 6)
                                                       : decimal(chance, 9, 400, 6);
  case Says::level:
    return decimal(chance, 0, 400, 6);
  case Says::cells: {
    constexpr std::string_view counts[] = {"1000000000", "1e9", "5E8",
                                           "1500000",    "1e6", "20000000"};
    return std::string(chance.one_of(counts));
  }
  case Says::day_zero:
    return date(chance, 1990, 2100);
  case Says::protocol:
    return std::string(protocol.id.text());
  case Says::safety: {
    constexpr std::string_view answers[] = {"no", "yes", "unknown", ""};
    return std::string(chance.one_of(answers));
  }
  case Says::weight_on:
  case Says::creatinine_on:
    return chance.between(0, 4) == 0 ? ""
                                     : date(chance, 1990, chance.between(0, 9) == 0 ? 2100 : 1990);
  case Says::none:
    return chance.between(0, 1) == 1 ? "a note \xe2\x82\xac" : "";
  }
  return "";
}

// Changes a byte, takes one away or puts one in.
void spoil(std::string& row, Chance& chance) {
  constexpr std::string_view bytes = "0123456789.,,\"' -eE\t\x01\x7f\xc3x";
  const auto at =
      static_cast<std::size_t>(chance.between(0, static_cast<std::int64_t>(row.size()) - 1));
  const char byte = chance.one_of(bytes);
  switch (chance.between(0, 2)) {
  case 0:
    row[at] = byte;
    break;
  case 1:
    row.erase(at, 1);
    break;
  default:
    row.insert(at, 1, byte);
  }
}

std::string draw_row(const std::vector<BatchColumn>& columns, const Protocol& protocol,
                     Chance& chance) {
  const auto odd = chance.between(0, 3 * static_cast<std::int64_t>(columns.size()));
  std::string row;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    row += i > 0 ? "," : "";
    row += static_cast<std::size_t>(odd) == i ? std::string(chance.one_of(odd_cells))
                                              : good_cell(columns[i], protocol, chance);
  }
  if (chance.between(0, 5) == 0) spoil(row, chance);
  return row;
}

// All that a row says of a case.
std::string shown(const Case& the_case) {
  const Patient& patient = the_case.patient;
  std::string text = fmt::format(
      "{}|{}|{}|{}|{}|{}|{}|{}", the_case.id, patient.sex == Sex::female, patient.age.years,
      number_of(patient.height).billionths(), number_of(patient.weight).billionths(),
      patient.creatinine ? number_of(*patient.creatinine).billionths() : -1,
      the_case.day_zero.time_since_epoch().count(),
      the_case.calculated_on.time_since_epoch().count());
  text += fmt::format("|{}|{}", patient.weight_age_days.value_or(-1),
                      patient.creatinine_age_days.value_or(-1));
  for (const YesNo answer : patient.safety)
    text += fmt::format("|{}", static_cast<int>(answer));
  for (const DrugPrescription& drug : the_case.prescription.drugs)
    text += fmt::format("|{} of {}", drug.level ? number_of(*drug.level).billionths() : -1,
                        drug.remaining_doses.value_or(-1));
  const CellLevel& cells = *the_case.prescription.cells;
  return text + fmt::format("|{} {} of {}", cells.index(),
                            std::visit([](auto one) { return number_of(one).billionths(); }, cells),
                            the_case.prescription.remaining_infusions.value_or(-1));
}

// Both readers of one file.
struct Readers {
  Readers(const Protocol& of_protocol, std::vector<BatchColumn> of_columns)
      : protocol(of_protocol), columns(std::move(of_columns)), plain(protocol, columns),
        close(protocol, columns) {}
  Readers(const Readers&) = delete;

  const Protocol& protocol;
  std::vector<BatchColumn> columns;
  PlainRow plain;
  RowReader close;
};

// The columns in any order, of what may stand for each other either, now and then more of them.
std::vector<BatchColumn> draw_columns(const Protocol& protocol, Chance& chance) {
  const auto either = [&](const char* one, const char* other) {
    return chance.between(0, 1) == 1 ? one : other;
  };
  std::vector<std::string> names{
      "id",
      "sex",
      either("age_years", "birth_date"),
      "height_cm",
      "weight_kg",
      either("serum_creatinine_umol_per_l", "serum_creatinine_mg_per_dl"),
      either("cells", "cells_per_kg"),
      "day_zero"};
  for (const ProtocolDrug& drug : protocol.drugs)
    names.push_back(fmt::format("{}_mg_per_m2_per_day", drug.id.text()));
  for (const char* more :
       {"protocol", "note", "weight_on", "creatinine_on", "pentostatin", "breast_feeding"})
    if (chance.between(0, 2) == 0) names.emplace_back(more);
  std::vector<CsvCell> header;
  while (!names.empty()) {
    const auto at = names.begin() + chance.between(0, static_cast<std::int64_t>(names.size()) - 1);
    header.push_back({*at, {1, 1}});
    names.erase(at);
  }
  const auto columns = read_batch_columns(header, "in", protocol, true);
  REQUIRE(columns);
  return *columns;
}

std::vector<std::unique_ptr<Readers>> draw_readers(const std::vector<Protocol>& protocols,
                                                   Chance& chance) {
  std::vector<std::unique_ptr<Readers>> readers;
  for (int i = 0; i < 8; ++i)
    for (const Protocol& protocol : protocols)
      readers.push_back(std::make_unique<Readers>(protocol, draw_columns(protocol, chance)));
  return readers;
}

// tests/long/rows.sh asks for more.
long rows_to_draw() {
  const char* const wanted = std::getenv("NKDOSE_RANDOM_ROWS");
  return wanted ? std::atol(wanted) : 20'000;
}

TEST_CASE("plain row: what is taken quickly is what is read closely" *
          doctest::test_suite("exhaustive")) {
  std::vector<Protocol> protocols;
  for (const char* id : {"f01", "cb-car-nk", "tisa-cel-all"}) { // cells; per kg; by weight
    const auto treatment =
        load_treatment(*built_in("protocols", id), *built_in("sites", "default"));
    REQUIRE(treatment);
    protocols.push_back(treatment->protocol);
  }
  Chance chance(13);
  const auto readers = draw_readers(protocols, chance);
  const long rows = rows_to_draw();
  long taken = 0, left = 0, wrong = 0;
  for (long i = 0; i < rows; ++i) {
    Readers& both = *chance.one_of(readers);
    const std::string row = draw_row(both.columns, both.protocol, chance);
    INFO(row);
    const Case* const plain = both.plain.take(row);
    const Case* const close = both.close.read(row);
    if (plain && close && shown(*plain) != shown(*close)) CHECK(shown(*plain) == shown(*close));
    if (plain && !close) FAIL_CHECK("taken, and yet: " << both.close.faults()[0].fault.detail);
    taken += plain != nullptr;
    left += close && !plain;
    wrong += !close;
  }
  CHECK(taken > rows / 6);
  CHECK(left > rows / 400);
  CHECK(wrong > rows / 4);
}

} // namespace
