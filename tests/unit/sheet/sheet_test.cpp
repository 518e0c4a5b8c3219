// A page is a list of blocks; a text of it is made at the end.
#include "cli/sheet/sheet_text.hpp"
#include "tests/unit/printed.hpp"

namespace {
using namespace nkdose;

std::string text_of_one(Block block) {
  Sheet sheet;
  sheet.add(std::move(block));
  return text_of(sheet);
}

const std::string rule = std::string(100, '=') + '\n';

TEST_CASE("sheet: a small page") {
  Sheet sheet;
  sheet.add(block::Title{"nkdose plan", "DRAFT"});
  sheet.add(block::Verdict{"DRAFT: not an order.", Severity::warning});
  sheet.row("Patient", "F01-007, female" + sheet.cite("the case"), Depth::fact);
  sheet.heading("DAILY DOSES");
  sheet.steps("fludarabine", {"49 mg daily:", "never on one day"});
  sheet.add(block::Dose{"dose 1 of 3", "Day minus 5", "Wed 2026-12-02", "49 mg"});
  sheet.add(block::Warning{"OVERRIDDEN on the command line: patient.weight"});
  sheet.heading("SOURCES");
  sheet.add(block::Sources{});
  sheet.add(block::Closing{{"DRAFT: not an order.", Severity::warning}});

  CHECK(text_of(sheet) == "nkdose plan" + std::string(84, ' ') + "DRAFT\n" + rule +
                              "  DRAFT: not an order.\n"
                              "  Patient     F01-007, female [1]\n"
                              "\n"
                              "DAILY DOSES\n"
                              "  fludarabine         49 mg daily:\n"
                              "                      never on one day\n"
                              "                      dose 1 of 3   Day minus 5   Wed 2026-12-02"
                              "   49 mg\n"
                              "  OVERRIDDEN on the command line: patient.weight\n"
                              "\n"
                              "SOURCES\n"
                              "  [1]  the case\n"
                              "\n" +
                              rule + "DRAFT: not an order.\n");
}

// What else reads a page finds the dose as a dose, and need not know how text is set.
TEST_CASE("sheet: the blocks keep what they are") {
  Sheet sheet;
  sheet.heading("DAILY DOSES");
  sheet.add(block::Dose{"dose 1 of 3", "Day minus 5", "Wed 2026-12-02", "49 mg"});
  REQUIRE(sheet.blocks().size() == 2);
  CHECK(std::get<block::Heading>(sheet.blocks()[0]).text == "DAILY DOSES");
  CHECK(std::get<block::Dose>(sheet.blocks()[1]).amount == "49 mg");
}

TEST_CASE("sheet: a source has one number, wherever it is cited") {
  Sheet sheet;
  CHECK(sheet.cite("label 2.2") == " [1]");
  CHECK(sheet.cite("Devine [unverified]") == " [2, unverified]");
  CHECK(sheet.cite("label 2.2") == " [1]");
  CHECK(sheet.cite("") == "");
  CHECK(sheet.citer()("a third") == " [3]");
  CHECK(sheet.sources().size() == 3);
}

TEST_CASE("sheet: a long text is wrapped at its own depth, and a number keeps its unit") {
  const std::string near_end(70, 'x'), at_end(77, 'x'); // of the 78 columns behind a step
  CHECK(text_of_one(block::Row{"label", near_end + " dose 48.6 mg", Depth::step}) ==
        "  label               " + near_end + "\n                      dose 48.6 mg\n");
  CHECK(text_of_one(block::Line{at_end + " and more", Depth::step}) ==
        "                      " + at_end + "\n                      and more\n");
  CHECK(text_of_one(block::Line{std::string(120, 'x'), Depth::edge}) ==
        std::string(100, 'x') + '\n' + std::string(20, 'x') + '\n');
}

TEST_CASE("sheet: a label that is too long keeps one blank from its text") {
  CHECK(text_of_one(block::Row{"a label that does not fit", "text", Depth::fact}) ==
        "  a label that does not fit text\n");
}

TEST_CASE("sheet: a date is printed once") {
  Sheet sheet;
  sheet.add(block::Event{"Mon 2026-12-07", "Day 0", "infusion"});
  sheet.add(block::Event{"Mon 2026-12-07", "Day 0", "visit"});
  sheet.add(block::Event{"Tue 2026-12-08", "Day 1", "visit"});
  CHECK(text_of(sheet) == "  Mon 2026-12-07  Day 0" + std::string(11, ' ') + "infusion\n" +
                              std::string(34, ' ') + "visit\n" + "  Tue 2026-12-08  Day 1" +
                              std::string(11, ' ') + "visit\n");
}

TEST_CASE("sheet: a finding with what is to be done under it") {
  CHECK(text_of_one(block::Finding{Severity::stop, "P003", "weight: too old", {"Do: weigh."}}) ==
        "  stop    P003  weight: too old\n"
        "                Do: weigh.\n");
}

TEST_CASE("sheet: a comparison has columns") {
  Sheet sheet;
  sheet.add(block::ComparisonHead{"ordered", "case", "difference"});
  sheet.add(block::Comparison{"weight", "58 kg", "58.4 kg", "-0.68 %", "near"});
  sheet.add(block::Comparison{"dose", "", "", "", "", Depth::under_line});
  CHECK(text_of(sheet) == std::string(46, ' ') + "ordered        case           difference\n" +
                              "  weight" + std::string(38, ' ') +
                              "58 kg          58.4 kg        -0.68 %     near\n"
                              "    dose\n");
}

TEST_CASE("sheet: a month begins on a Monday and leaves the days of others empty") {
  block::Month month{"February 2027", {}};
  month.weeks.emplace_back()[0] = {1, "v"};
  month.weeks.back()[6] = {7, "#"};
  CHECK(text_of_one(month) == "  February 2027\n"
                              "  Mon      Tue      Wed      Thu      Fri      Sat      Sun\n"
                              "   1 v" +
                                  std::string(50, ' ') + " 7 #\n\n");
}

TEST_CASE("sheet: a line to write on has at least 30 columns") {
  CHECK(text_of_one(block::FillIn{"Checked by"}) == "  Checked by: " + std::string(86, '_') + '\n');
  const std::string words(60, 'x');
  CHECK(text_of_one(block::FillIn{words + " and yet some more words"}) ==
        "  " + words + " and yet\n  some more words: " + std::string(81, '_') + '\n');
}

} // namespace
