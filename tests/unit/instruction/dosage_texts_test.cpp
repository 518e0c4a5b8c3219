// The corpus of texts that people write beside a dose: dosage_texts.txt, verdict and reason beside
// each.
#include "schedule/instruction/agreement.hpp"
#include "schedule/instruction/vocabulary_file.hpp"
#include "schedule/protocol/built_in_file.hpp"
#include "schedule/protocol/order_words.hpp"
#include "tests/unit/chance.hpp"
#include "tests/unit/printed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace {
using namespace nkdose;

Day december(unsigned day) {
  return Day(std::chrono::year(2026) / 12 / day);
}

// The orders that the head of the corpus describes.
OrderedThing thing_of(std::string_view about) {
  if (about == "cells")
    return {.drug = {},
            .cells = in<CellCount>(1'000_d) /* million */,
            .dates = {december(7)},
            .all_dates = {december(7)},
            .study_days = {0},
            .all_study_days = {0}};
  const bool is_cyclophosphamide = about == "cyclophosphamide";
  OrderedThing thing{.drug = is_cyclophosphamide ? "cyclophosphamide" : "fludarabine",
                     .dose = in<DrugMass>(is_cyclophosphamide ? 486_d : 49_d),
                     .level = in<DoseLevel>(is_cyclophosphamide ? 300_d : 30_d),
                     .dates = {december(2), december(3), december(4)},
                     .all_dates = {december(2), december(3), december(4)},
                     .study_days = {-5, -4, -3},
                     .all_study_days = {-5, -4, -3}};
  thing.calculated = AdjustedDose(in<DailyDose>(is_cyclophosphamide ? 486_d : 48.6_d));
  thing.surface = in<BodySurface>(1.62_d);
  thing.weight = ActualWeight(in<BodyMass>(58.4_d));
  thing.height = in<Height>(162_d);
  if (!is_cyclophosphamide) thing.volume = in<Volume>(1.96_d);
  if (about == "day-2") {
    thing.dates = {december(3)};
    thing.study_days = {-4};
  }
  return thing;
}

std::string verdict_of(const TextAgreement& agreement) {
  if (!agreement.differences.empty())
    return fmt::format("differs: {}", to_text(agreement.differences.front().what));
  return agreement.not_understood.empty() ? "agrees" : "read";
}

struct Row {
  std::string verdict, about, text;
};

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(' ');
  return begin == text.npos ? "" : text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

std::vector<Row> corpus() {
  std::ifstream file(NKDOSE_SOURCE_FOLDER "/tests/unit/instruction/dosage_texts.txt");
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> cells;
    std::stringstream stream(line);
    for (std::string cell; std::getline(stream, cell, '|');)
      cells.push_back(trimmed(cell));
    REQUIRE(cells.size() >= 3);
    if (cells.size() > 3) cells[0] += ": " + cells[3];
    rows.push_back({cells[0], cells[1], cells[2]});
  }
  return rows;
}

TEST_CASE("instruction: what people write beside a dose") {
  const std::vector<Row> rows = corpus();
  std::map<std::string, int> counts;
  for (const Row& row : rows) {
    const OrderedThing thing = thing_of(row.about);
    const TextAgreement agreement =
        hold_against(read_instruction(row.text, order_words()), {&thing, 1});
    INFO(row.about, ": ", row.text);
    INFO("not understood: ", fmt::format("{}", fmt::join(agreement.not_understood, " | ")));
    CHECK(verdict_of(agreement) == row.verdict);
    ++counts[row.verdict.substr(0, row.verdict.find(':'))];
  }
  CHECK(counts["agrees"] + counts["differs"] + counts["read"] >= 150);
  CHECK(counts["agrees"] >= 75);
  CHECK(counts["differs"] >= 75);
}

// The build makes the program's table of the file that a pharmacist extends.
TEST_CASE("instruction: each phrase and unit of the file of words is in the program") {
  const auto file = read_file(*built_in("order_words", "orders"), read_vocabulary);
  REQUIRE(file);
  CHECK(file->phrases.size() > 800);
  const auto same_words = [](const auto& written, const auto& made) {
    return std::ranges::equal(written.parts, made.parts, [](const auto& one, const auto& other) {
      return one.word == other.word && (!one.word.empty() || one.blank == other.blank);
    });
  };
  for (const WrittenPhrase& one : file->phrases)
    CHECK(std::ranges::any_of(
        order_words().beginning_with(one.parts.front().word),
        [&](const Phrase& made) { return made.saying == one.saying && same_words(one, made); }));
  for (const WrittenUnit& one : file->units)
    CHECK(std::ranges::any_of(order_words().units_beginning_with(one.words.front()),
                              [&](const UnitPhrase& made) {
                                return made.blank == one.blank && made.factor == one.factor &&
                                       std::ranges::equal(made.words, one.words);
                              }));
}

// Whatever somebody writes is read without an error, and nothing of it is lost: each word is
// understood, a mark that divides, or shown.
TEST_CASE("instruction: any text is read") {
  test::Chance chance(15);
  std::vector<std::string> words;
  for (const Phrase& phrase : order_words().phrases)
    for (const PhrasePart& part : phrase.parts)
      words.emplace_back(part.word.empty() ? "999999999" : part.word);
  for (const char* more : {"0",     "1", "3",     "49",   "486", "1000000", "999999999.999999",
                           "1,000", "-", "/",     "mg",   "g",   "mg/m2",   "ml/min",
                           "x 10^", "e", "cells", "2026", "12",  "month",   "\xff"})
    words.insert(words.end(), 40, more);
  const OrderedThing thing = thing_of("fludarabine"), cells = thing_of("cells");
  const OrderedThing both[] = {thing, cells};
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::int64_t word = chance.between(1, 12); word > 0; --word)
      text += fmt::format("{}{}", chance.one_of(words), chance.between(0, 3) == 0 ? "" : " ");
    INFO(text);
    CHECK_NOTHROW(hold_against(read_instruction(text, order_words()), both));
  }
}

} // namespace
