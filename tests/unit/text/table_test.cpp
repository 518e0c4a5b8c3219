// A table read through its field table: every problem at once, each with its place and its remedy.
#include "dosing/text/table.hpp"
#include "tests/unit/numbers.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;

constexpr Field body_fields[] = {
    {"height", Shape::quantity, Need::required, "the height", "\"162 cm\""},
    {"weight", Shape::quantity, Need::required, "the weight", "\"58.4 kg\""},
    {"sex", Shape::choice, Need::optional, "female or male"},
    {"title", Shape::text, Need::optional, "any text"},
    {"adopted", Shape::flag, Need::optional, "whether it is adopted"},
    {"version", Shape::whole, Need::optional, "a number"},
    {"fraction", Shape::number, Need::optional, "a share"},
    {"day", Shape::date, Need::optional, "a day"},
    {"days", Shape::list, Need::optional, "day numbers"},
    {"levels", Shape::list, Need::optional, "lowest and highest"},
    {"part", Shape::table, Need::optional, "a part"},
    {"event", Shape::tables, Need::optional, "events"},
    {"source", Shape::text, Need::optional, "where it comes from"},
};
constexpr Field part_fields[] = {{"a/b~c", Shape::text, Need::optional, "an awkward key"}};
constexpr std::string_view sexes[] = {"female", "male"};

// Reads everything of a file as a reader would, and lists the problems: "CODE where detail;
// action".
struct Read {
  std::optional<Height> height;
  std::optional<ActualWeight> weight;
  std::optional<std::size_t> sex;
  std::optional<std::string> title;
  std::optional<bool> adopted;
  std::optional<int> version;
  std::optional<Decimal> fraction;
  std::vector<int> days;
  std::optional<std::pair<DoseLevel, DoseLevel>> levels;
  Problems problems;
};

Read read(Checked<Document, Problems> document) {
  REQUIRE(document);
  FileProblems reader{document->name, {}, &*document};
  const Table record(document->root, body_fields, "", reader);
  Read result;
  result.height = record.quantity<Height>("height", read_height);
  result.weight = record.quantity<ActualWeight>("weight", read_weight);
  result.sex = record.choice("sex", sexes);
  result.title = record.text("title", 10);
  result.adopted = record.flag("adopted");
  result.version = record.whole("version", 1, 9999);
  result.fraction = record.quantity<Decimal>("fraction", read_number);
  result.days = record.wholes("days", -400, 400);
  result.levels = record.range<DoseLevel>("levels", read_level);
  record.table("part", part_fields);
  record.tables("event", part_fields);
  result.problems = reader.problems;
  return result;
}

Read read_as_toml(const std::string& more) {
  return read(read_toml("height = \"162 cm\"\nweight = \"58.4 kg\"\n" + more, "f.toml"));
}
Read read_as_json(const std::string& more) {
  return read(read_json("{\"height\": \"162 cm\", \"weight\": \"58.4 kg\"" + more + "}", "f.json"));
}

bool says(const Problem& problem, Fault fault, std::string_view where, std::string_view text) {
  return problem.fault == fault && to_text(problem.place).starts_with(where) &&
         (problem.detail + " | " + problem.action).find(text) != std::string::npos;
}

std::string printed(const Problems& problems) {
  std::string all;
  for (const Problem& one : problems)
    all += std::string(code_of(one.fault)) + " " + to_text(one.place) + ": " + one.detail + " | " +
           one.action + "\n";
  return all;
}

TEST_CASE("record: a table in order gives its values and no problem") {
  const Read got = read_as_toml("sex = \"male\"\ntitle = \"A title\"\nadopted = true\nversion = 3\n"
                                "fraction = 0.8\ndays = [-5, -4, -3]\n"
                                "levels = [\"25 mg/m2/day\", \"30 mg/m2/day\"]\n");
  INFO(printed(got.problems));
  REQUIRE(got.problems.empty());
  CHECK(of(*got.height) == 162_d);
  CHECK(of(*got.weight) == 58.4_d);
  CHECK(*got.sex == 1);
  CHECK(*got.title == "A title");
  CHECK(*got.adopted);
  CHECK(*got.version == 3);
  CHECK(*got.fraction == 0.8_d);
  CHECK(got.days == std::vector<int>{-5, -4, -3});
  CHECK(of(got.levels->first) == 25_d);
  CHECK(of(got.levels->second) == 30_d);
}

// The contract: every scalar may also be a string.
TEST_CASE("record: every scalar may also be written as a text") {
  const Read got = read_as_json(R"(, "adopted": "false", "version": "3", "fraction": "0.8",
                                "days": ["-5", "-4"])");
  INFO(printed(got.problems));
  REQUIRE(got.problems.empty());
  CHECK_FALSE(*got.adopted);
  CHECK(*got.version == 3);
  CHECK(*got.fraction == 0.8_d);
  CHECK(got.days == std::vector<int>{-5, -4});
}

TEST_CASE("record: null is the same as nothing") {
  const Read got = read_as_json(R"(, "version": null, "title": null, "part": null)");
  CHECK(got.problems.empty());
  CHECK_FALSE(got.version.has_value());
  const Read missing = read(read_json(R"({"height": null, "weight": "58.4 kg"})", "f.json"));
  REQUIRE(missing.problems.size() == 1);
  CHECK(says(missing.problems[0], Fault::missing_key, "f.json:1:1 /height", "\"162 cm\""));
}

TEST_CASE("record: one problem each, with its place and what to do") {
  struct Row {
    const char* more; // third line of a TOML file
    Fault fault;
    const char* where;
    const char* says;
  };
  const Row rows[] = {
      {"hieght = \"162 cm\"", Fault::unknown_key, "f.toml:3:1 /hieght", "did you mean \"height\"?"},
      {"colour = 1", Fault::unknown_key, "f.toml:3:1 /colour", "one of: height, weight, sex"},
      {"title = 5", Fault::wrong_type, "f.toml:3:9 /title", "is a number, and should be: text"},
      {"title = \"12345678901\"", Fault::text, "f.toml:3:9 /title", "1 to 10"},
      {"title = \"\"", Fault::text, "f.toml:3:9 /title", "1 to 10"},
      {"title = \"   \"", Fault::text, "f.toml:3:9 /title", "1 to 10"},
      {"title = \"a\\u001b[2J\"", Fault::text, "f.toml:3:9 /title", "\\x1b"},
      {"title = \"a\\nb\"", Fault::text, "f.toml:3:9 /title", "cannot be printed"},
      {"title = \"5\\u200b0\"", Fault::text, "f.toml:3:9 /title", "\\u{200b}"},
      {"sex = \"femal\"", Fault::unknown_name, "f.toml:3:7 /sex", "did you mean \"female\"?"},
      {"sex = \"x\"", Fault::unknown_name, "f.toml:3:7 /sex", "one of: female, male"},
      {"sex = true", Fault::wrong_type, "f.toml:3:7 /sex", "one of a few words"},
      {"adopted = \"yes\"", Fault::wrong_type, "f.toml:3:11 /adopted", "write true or false"},
      {"adopted = 1", Fault::wrong_type, "f.toml:3:11 /adopted", "true or false"},
      {"version = 0", Fault::outside_limits, "f.toml:3:11 /version", "0 is outside 1 to 9999"},
      {"version = 10000", Fault::outside_limits, "f.toml:3:11 /version", "1 to 9999"},
      {"version = 1.5", Fault::number, "f.toml:3:11 /version", "whole"},
      {"version = 0x50", Fault::number, "f.toml:3:11 /version", "hexadecimal"},
      {"version = 1_000", Fault::number, "f.toml:3:11 /version", "a mark"},
      {"fraction = nan", Fault::number, "f.toml:3:12 /fraction", "not a number"},
      {"fraction = inf", Fault::number, "f.toml:3:12 /fraction", "not a number"},
      {"fraction = 1e-1", Fault::number, "f.toml:3:12 /fraction", "exponent"},
      {"day = [1]", Fault::wrong_type, "f.toml:3:7 /day", "is a list, and should be: date"},
      {"days = 5", Fault::wrong_type, "f.toml:3:8 /days", "should be: list"},
      {"days = [[1]]", Fault::wrong_type, "f.toml:3:8 /days", "a list"},
      {"days = [1, 500]", Fault::outside_limits, "f.toml:3:8 /days", "500 is outside"},
      {"levels = [\"25 mg/m2/day\"]", Fault::wrong_type, "f.toml:3:10 /levels", "two ends"},
      {"levels = []", Fault::wrong_type, "f.toml:3:10 /levels", "two ends"},
      {"levels = [\"30 mg/m2/day\", \"25 mg/m2/day\"]", Fault::data, "f.toml:3:10 /levels",
       "lower end first"},
      {"levels = [\"25 mg/m2/day\", \"30 mg/m2\"]", Fault::no_time, "f.toml:3:10 /levels",
       "30 mg/m2/day"},
      {"part = 5", Fault::wrong_type, "f.toml:3:8 /part", "table"},
      {"part = {x = 1}", Fault::unknown_key, "f.toml:3:9 /part/x", "one of: a/b~c"},
      {"part = {\"a/b~c\" = 1}", Fault::wrong_type, "f.toml:3:19 /part/a~1b~0c", "text"},
      {"event = [{}, {x = 1}]", Fault::unknown_key, "f.toml:3:15 /event/1/x", "one of"},
      {"event = [1]", Fault::wrong_type, "f.toml:3:9 /event", "list of tables"},
  };
  for (const Row& row : rows) {
    INFO(row.more);
    const Read got = read_as_toml(row.more);
    INFO(printed(got.problems));
    REQUIRE(got.problems.size() == 1);
    CHECK(says(got.problems[0], row.fault, row.where, row.says));
  }
}

TEST_CASE("record: all that is wrong is said at once") {
  const Read got = read(read_toml("hight = \"162 cm\"\nweight = \"58.4\"\nsex = \"x\"\n"
                                  "version = -1\ndays = [1, \"x\"]\n",
                                  "f.toml"));
  INFO(printed(got.problems));
  REQUIRE(got.problems.size() == 6);
  CHECK(says(got.problems[0], Fault::unknown_key, "f.toml:1:1 /hight", "\"height\""));
  CHECK(says(got.problems[1], Fault::missing_key, "f.toml:1:1 /height", "\"162 cm\""));
  CHECK(says(got.problems[2], Fault::no_unit, "f.toml:2:10 /weight", "58.4 kg"));
  CHECK(says(got.problems[3], Fault::unknown_name, "f.toml:3:7 /sex", "female"));
  CHECK(says(got.problems[4], Fault::outside_limits, "f.toml:4:11 /version", "-1"));
  CHECK(says(got.problems[5], Fault::number, "f.toml:5:8 /days", "\"x\""));
  CHECK_FALSE(got.height.has_value());
  CHECK_FALSE(got.weight.has_value());
}

TEST_CASE("record: the wrong file has no more than a thousand problems") {
  std::string more;
  for (int i = 0; i < 5'000; ++i)
    more += "unknown" + std::to_string(i) + " = 1\n";
  const Read got = read_as_toml(more);
  REQUIRE(got.problems.size() == 1'000);
  CHECK(says(got.problems.front(), Fault::unknown_key, "f.toml:3:1 /unknown0", ""));
  CHECK(got.problems.back().detail.find("the last that is shown") != std::string::npos);
}

TEST_CASE("record: a problem with a value that an option set says so") {
  auto document = read_toml("height = \"162 cm\"\nweight = \"58.4 kg\"\n", "f.toml");
  REQUIRE(document);
  REQUIRE_FALSE(set_text(*document, "weight", "58.4"));
  (*document).option = "--set";
  const Read got = read(std::move(document));
  REQUIRE(got.problems.size() == 1);
  CHECK(says(got.problems[0], Fault::no_unit, "--set /weight", "58.4 kg"));
}

TEST_CASE("record: an unknown key is printed without its terminal sequences") {
  const Read got = read_as_json(R"(, "\u001b[2Jweight": 1)");
  REQUIRE(got.problems.size() == 1);
  CHECK(printed(got.problems).find('\x1b') == std::string::npos);
  CHECK(says(got.problems[0], Fault::unknown_key, "f.json:1:43 /\\x1b[2Jweight", "\\x1b"));
}

TEST_CASE("record: a name has lower-case letters and digits and hyphens") {
  struct Row {
    const char* text;
    bool accepted;
  };
  const Row rows[] = {{"fludarabine", true},
                      {"visit-month-12", true},
                      {"123456789012345678901234567890123456789", true}, // 39
                      {"1234567890123456789012345678901234567890", false},
                      {"Fludarabine", false},
                      {"a b", false},
                      {"a_b", false},
                      {"a/b", false},
                      {"", false}};
  for (const Row& row : rows) {
    INFO(row.text);
    const auto document = read_json("{\"title\": \"" + std::string(row.text) + "\"}", "f.json");
    FileProblems reader{"f.json", {}};
    constexpr Field fields[] = {{"title", Shape::text, Need::required, "a name"}};
    const Table record(document->root, fields, "", reader);
    CHECK(record.name("title").has_value() == row.accepted);
    CHECK(reader.problems.empty() == row.accepted);
  }
}

TEST_CASE("record: a source key leads to one source table") {
  const auto document =
      read_toml("source = \"labl\"\n"
                "[[event]]\nid = \"label\"\ntext = \"US label\"\nverified = true\n"
                "[[event]]\nid = \"memory\"\ntext = \"a row\"\nverified = false\n",
                "f.toml");
  REQUIRE(document);
  FileProblems reader{"f.toml", {}};
  constexpr Field fields[] = {
      {"source", Shape::text, Need::required, "where it comes from"},
      {"event", Shape::tables, Need::required, "the sources"},
  };
  const Table record(document->root, fields, "", reader);
  const References references(record.tables("event", References::fields));
  REQUIRE(references.all().size() == 2);
  CHECK(references.all()[0].printed() == "US label");
  // design.md: a fact from memory is printed so wherever it appears.
  CHECK(references.all()[1].printed() == "a row [unverified]");
  CHECK(references.of(record) == nullptr);
  REQUIRE(reader.problems.size() == 1);
  CHECK(says(reader.problems[0], Fault::unknown_name, "f.toml:1:10 /source",
             "did you mean \"label\"?"));
}

TEST_CASE("record: two sources of one name are a contradiction") {
  const auto document = read_toml("[[event]]\nid = \"label\"\ntext = \"US\"\nverified = true\n"
                                  "[[event]]\nid = \"label\"\ntext = \"EU\"\nverified = true\n",
                                  "f.toml");
  REQUIRE(document);
  FileProblems reader{"f.toml", {}};
  constexpr Field fields[] = {{"event", Shape::tables, Need::required, "the sources"}};
  const Table record(document->root, fields, "", reader);
  const References references(record.tables("event", References::fields));
  REQUIRE(reader.problems.size() == 1);
  CHECK(says(reader.problems[0], Fault::contradiction, "f.toml:6:6 /event/1/id", "twice"));
}

} // namespace
