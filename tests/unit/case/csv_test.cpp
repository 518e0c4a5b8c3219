// Comma-separated values: RFC 4180, and what a row may have wrong.
#include "cli/case/csv.hpp"
#include "cli/data/csv_cell.hpp"
#include "cli/row/text.hpp"
#include "tests/unit/printed.hpp"

namespace {
using namespace nkdose;
using test::Containing;

constexpr Field fields[] = {
    {"id", Shape::text, Need::required, "the name"},
    {"level", Shape::quantity, Need::required, "the level"},
    {"note", Shape::text, Need::optional, "anything"},
};

// Cells joined by |, or the place and the detail of what is wrong.
std::string cells_of(std::string_view line) {
  const auto cells = read_csv_row(line, 7);
  if (!cells)
    return std::to_string(cells.reason().position.column) + ": " + cells.reason().fault.detail;
  std::string text;
  for (const CsvCell& cell : *cells)
    text += (text.empty() ? "" : "|") + cell.text + "@" + std::to_string(cell.position.column);
  return text;
}

TEST_CASE("csv: the cells of a row, each with its column") {
  struct Row {
    const char* line;
    const char* cells;
  };
  const Row rows[] = {
      {"", "@1"},
      {"a", "a@1"},
      {"a,b", "a@1|b@3"},
      {"a,,c,", "a@1|@3|c@4|@6"},
      {" a , b ", "a@1|b@5"}, // no column here has blanks at its ends
      {"\"a,b\",c", "a,b@1|c@7"},
      {"\"say \"\"no\"\"\",x", "say \"no\"@1|x@14"},
      {"\"\",x", "@1|x@4"},
      {"\xc3\xa9t\xc3\xa9,x", "\xc3\xa9t\xc3\xa9@1|x@5"}, // columns count characters
      {"'=1+1,'x,''", "=1+1@1|'x@7|'@10"},                // the guard of csv_cell
      {"a,b\"c", "3: a quotation mark inside a cell that does not begin with one"},
      {"a,\"b", "3: a quotation mark that is not closed on its line"},
      {"\"a\"b,c", "1: text behind a closing quotation mark"},
  };
  for (const Row& row : rows) {
    INFO(row.line);
    CHECK(cells_of(row.line) == row.cells);
  }
}

TEST_CASE("csv: what is written is read again") {
  for (const char* text :
       {"plain", "a,b", "say \"no\"", "=1+1", "-5", "'quoted", "@x", "", "+\"a\","}) {
    INFO(text);
    const auto cells = read_csv_row(csv_cell(text) + ",end", 1);
    REQUIRE(cells);
    REQUIRE(cells->size() == 2);
    CHECK((*cells)[0].text == text);
  }
}

TEST_CASE("csv: a file becomes the document of its rows") {
  const auto document =
      read_csv("\xef\xbb\xbflevel,id\r\n1e9 cells,A\r\n\r\n,\"B\"\n", "x.csv", "row", fields);
  REQUIRE(document);
  const Value* rows = document->root.find("row");
  REQUIRE(rows);
  REQUIRE(rows->items.size() == 2);
  CHECK(rows->items[0].find("level")->literal == "1e9 cells");
  CHECK(rows->items[1].find("level") == nullptr); // an empty cell is no value
  CHECK(rows->items[1].find("id")->position.line == 4);
  CHECK(rows->items[1].find("id")->position.column == 2);
}

TEST_CASE("csv: semicolons and tabs, where the header has no comma or a line says so") {
  for (const char* text : {"id,level\nA,1\n", "id;level\nA;1\n", "ID\tLevel\nA\t1\n",
                           "sep=;\r\nid;level\r\n A ;1\r\n;\r\n", "sep=,\nid,level\nA,1\n,\n"}) {
    INFO(text);
    const auto document = read_csv(text, "x.csv", "row", fields);
    REQUIRE(document);
    const Value* rows = document->root.find("row");
    REQUIRE(rows->items.size() == 1);
    CHECK(rows->items[0].find("id")->literal == "A");
    CHECK(rows->items[0].find("level")->literal == "1");
  }
}

TEST_CASE("csv: what a file may have wrong, all at once") {
  struct Row {
    const char* text;
    const char* where;
    const char* detail;
    std::size_t problems;
  };
  const Row rows[] = {
      {"", "x.csv", "empty", 1},
      {"id;level,note\nA;1,x\n", "x.csv:1:1", "\"id;level\" is not a column", 3},
      {"id,lvel\nA,1\n", "x.csv:1:4", "\"lvel\" is not a column here", 2},
      {"id,level,id\nA,1,B\n", "x.csv:1:10", "the column id stands twice", 1},
      {"note\nx\n", "x.csv:1:1", "the column id is missing", 2},
      {"id,level\nA\nB,1,2\n", "x.csv:2:1", "the row has 1 cells, the header 2", 2},
      {"id,level\n\"A,1\nB,\"1\"2\n", "x.csv:2:1", "not closed on its line", 2},
      {"\"id,level\nA,1\n", "x.csv:1:1", "not closed on its line", 1},
      {"id,level\nA,\xff\n", "x.csv:2:3", "not UTF-8", 1},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto document = read_csv(row.text, "x.csv", "row", fields);
    REQUIRE_FALSE(document);
    CHECK(to_text(document.reason()[0].place) == row.where);
    CHECK(document.reason()[0].detail == Containing{row.detail});
    CHECK(document.reason().size() == row.problems);
  }
  std::string many = "id,level\n";
  for (int i = 0; i < 5000; ++i)
    many += "A\n";
  CHECK(read_csv(many, "x.csv", "row", fields).reason().size() == FileProblems::most_problems);
}

TEST_CASE("csv: where plain text ends") {
  struct Row {
    std::string_view text;
    std::size_t end;
  };
  using namespace std::string_view_literals;
  const Row rows[] = {
      {"", 0},
      {",", 0},
      {"F01-0001,male", 8},
      {"F01-0000001,male,39,1", 11},
      {"a b", 1},
      {"a\"b", 1},
      {"a\tb", 1},
      {"ab\0c"sv, 2},
      {"12345678", 8},
      {"1234567,", 7},
      {"12345678,", 8},
      {"123456789012345\x7f,", 15},
      {"\xC3\xA9", 0},
      {"1234567\xC3", 7},
      {"~}|{zyxw", 8},
      {"1234#$%&'()*+-./:;<=>?@[]^_`", 28},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const char* const end = row.text.data() + row.text.size();
    CHECK(end_of_plain_text(row.text.data(), end) == row.text.data() + row.end);
  }
  // Every byte at every place of a word, with every byte before it.
  for (int byte = 0; byte < 256; ++byte)
    for (std::size_t place = 0; place < 8; ++place) {
      std::string text(8, 'x');
      text[place] = static_cast<char>(byte);
      const bool is_plain = byte >= '#' && byte <= '~' && byte != ',';
      CHECK(end_of_plain_text(text.data(), text.data() + 8) ==
            text.data() + (is_plain ? 8 : place));
    }
}

} // namespace
