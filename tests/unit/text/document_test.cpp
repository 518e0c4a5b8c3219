// TOML and JSON files become the same tree, with literal text and positions, or one clear problem.
#include "dosing/text/document.hpp"
#include "dosing/text/json_fault.hpp"
#include "tests/unit/chance.hpp"
#include "tests/unit/printed.hpp"

#include <functional>

namespace {
using namespace nkdose;
using Type = Value::Type;

// The tree as a line of text: keys, types and literals, without positions.
std::string shape_of(const Value& value) {
  std::string text;
  switch (value.type) {
  case Type::table:
    for (const Member& member : value.members)
      text += (text.empty() ? "" : " ") + std::string(member.key) + "=" + shape_of(member.value);
    return "{" + text + "}";
  case Type::list:
    for (const Value& item : value.items)
      text += (text.empty() ? "" : " ") + shape_of(item);
    return "[" + text + "]";
  default:
    return std::string(name_of(value.type)) + " " + std::string(value.literal);
  }
}

const Value& at(const Document& document, std::initializer_list<std::string_view> path) {
  const Value* value = &document.root;
  for (const std::string_view key : path) {
    REQUIRE(value != nullptr);
    value = value->find(key);
  }
  REQUIRE(value != nullptr);
  return *value;
}

using Read = Checked<Document, Problems> (*)(std::string_view, std::string);

// The only problem of a text that must be refused: "CODE where".
std::string refusal(Read read, std::string_view text) {
  const auto document = read(text, "case");
  if (document) return "accepted";
  const Problems& problems = document.reason();
  if (problems.size() != 1) return std::to_string(problems.size()) + " problems";
  CHECK_FALSE(problems.front().detail.empty());
  CHECK_FALSE(problems.front().action.empty());
  return std::string(code_of(problems.front().fault)) + " " + to_text(problems.front().place);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i)
    result += text;
  return result;
}

TEST_CASE("document: TOML and JSON become the same tree") {
  const auto toml = read_toml(R"(# a comment
[patient]
id = "F01-007"
height = "162 cm"
weight_kg = 58.40
pregnant = false

[order]
infusion_days = [0, 7]

[[given]]
what = "fludarabine"

[[given]]
what = "infusion"
)",
                              "case.toml");
  const auto json = read_json(R"({"patient": {"id": "F01-007", "height": "162 cm",
    "weight_kg": 58.40, "pregnant": false}, "order": {"infusion_days": [0, 7]},
    "given": [{"what": "fludarabine"}, {"what": "infusion"}]})",
                              "case.json");
  REQUIRE(toml);
  REQUIRE(json);
  CHECK(shape_of(toml->root) == shape_of(json->root));
  CHECK(shape_of(toml->root) ==
        "{patient={id=a text F01-007 height=a text 162 cm weight_kg=a number 58.40 "
        "pregnant=true or false false} order={infusion_days=[a number 0 a number 7]} "
        "given=[{what=a text fludarabine} {what=a text infusion}]}");
  CHECK(toml->name == "case.toml");
}

TEST_CASE("document: a number stays the text that was written") {
  const char* const numbers[] = {"70.10",
                                 "0",
                                 "-0.0",
                                 "1e9",
                                 "1E+5",
                                 "58.40",
                                 "123456789012345678901234567890",
                                 "0.1000000000000000000000001"};
  for (const char* number : numbers) {
    INFO(number);
    const auto json = read_json("{\"weight\": " + std::string(number) + "}", "case");
    REQUIRE(json);
    CHECK(at(*json, {"weight"}).type == Type::number);
    CHECK(at(*json, {"weight"}).literal == number);
  }
  const char* const toml_numbers[] = {"70.10", "-0.0", "1e9", "0x50", "1_000", "nan", "+inf"};
  for (const char* number : toml_numbers) {
    INFO(number);
    const auto toml = read_toml("list = [1, " + std::string(number) +
                                    "] # end\nweight = " + number + "   # comment\n",
                                "case");
    REQUIRE(toml);
    CHECK(at(*toml, {"weight"}).type == Type::number);
    CHECK(at(*toml, {"weight"}).literal == number);
    CHECK(at(*toml, {"list"}).items.at(1).literal == number);
  }
}

TEST_CASE("document: TOML dates keep their text too") {
  const auto toml = read_toml("day = 2026-12-07\nlist = [2026-12-25, 2027-01-01]\n"
                              "stamp = 2026-12-07T10:30:00Z\ntable = {d = 2026-12-07}",
                              "case");
  REQUIRE(toml);
  CHECK(at(*toml, {"day"}).type == Type::date);
  CHECK(at(*toml, {"day"}).literal == "2026-12-07");
  CHECK(at(*toml, {"list"}).items.at(0).literal == "2026-12-25");
  CHECK(at(*toml, {"list"}).items.at(1).literal == "2027-01-01");
  CHECK(at(*toml, {"stamp"}).literal == "2026-12-07T10:30:00Z");
  CHECK(at(*toml, {"table", "d"}).literal == "2026-12-07");
}

TEST_CASE("document: every value knows its line and its column in characters") {
  const std::string toml_text = "# M\xc3\xbcller\n[patient]\n"
                                "id = \"M\xc3\xbcller\"\nheight = \"162 cm\"\n"
                                "list = [1,\n  22]\n";
  const std::string json_text = "{\n  \"patient\": {\n    \"id\": \"M\xc3\xbcller\", "
                                "\"height\": \"162 cm\",\n    \"list\": [1,\n  22]}}";
  struct Row {
    Read read;
    const std::string& text;
    const char* id;
    const char* height;
    const char* second; // item of the list
  };
  const Row rows[] = {{read_toml, toml_text, "case:3:6", "case:4:10", "case:6:3"},
                      {read_json, json_text, "case:3:11", "case:3:31", "case:5:3"}};
  for (const std::string& line_end : {std::string("\n"), std::string("\r\n")}) {
    for (const Row& row : rows) {
      std::string text;
      for (const char c : row.text)
        text += c == '\n' ? line_end : std::string(1, c);
      const auto patient = row.read(text, "case");
      REQUIRE(patient);
      CHECK(to_text(Place{"case", at(*patient, {"patient", "id"}).position}) == row.id);
      // The list is a key of the same table in both files.
      CHECK(to_text(Place{"case", at(*patient, {"patient", "height"}).position}) == row.height);
      CHECK(to_text(Place{"case", at(*patient, {"patient", "list"}).items.at(1).position}) ==
            row.second);
    }
  }
}

TEST_CASE("document: members stand in the order of the file") {
  const auto toml = read_toml("[zebra]\nb = 1\na = 2\n[ant]\nc = 3\n", "case");
  REQUIRE(toml);
  CHECK(shape_of(toml->root) == "{zebra={b=a number 1 a=a number 2} ant={c=a number 3}}");
}

TEST_CASE("document: a key that stands twice is refused where it stands again") {
  // A parser that keeps the last of two weights would dose by either.
  CHECK(refusal(read_json, "{\"weight\": 1,\n \"weight\": 2}") == "I002 case:2:2");
  CHECK(refusal(read_json, "{\"a\": {\"w\": 1, \"w\": 1}}") == "I002 case:1:16");
  CHECK(refusal(read_json, "{\"w\": 1, \"\\u0077\": 2}") == "I002 case:1:10"); // the same letter
  CHECK(refusal(read_json, "[{\"a\": 1, \"a\": 2}]") == "I002 case:1:11");
  CHECK(refusal(read_toml, "weight = 1\nweight = 2\n").starts_with("I002 case:2:"));
  CHECK(refusal(read_toml, "[a]\nb = 1\n[a]\nc = 2\n").starts_with("I002 case:3:"));
  CHECK(refusal(read_toml, "a.b = 1\na.b = 2\n").starts_with("I002 case:2:"));
  CHECK(refusal(read_toml, "a = {b = 1, b = 2}\n").starts_with("I002 case:1:"));
  // The same key in two tables is not twice.
  CHECK(refusal(read_json, "{\"a\": {\"w\": 1}, \"b\": {\"w\": 1}}") == "accepted");
}

TEST_CASE("document: a large JSON table with a key that stands twice is refused there too") {
  std::string keys = "{";
  for (int i = 0; i < 100; ++i)
    keys += "\"k" + std::to_string(i) + "\": {\"k0\": 1},\n";
  CHECK(refusal(read_json, keys + "\"end\": 1}") == "accepted");
  CHECK(refusal(read_json, keys + "\"k0\": 1}") == "I002 case:101:1");
  CHECK(refusal(read_json, keys + "\"k99\": 1}") == "I002 case:101:1");
}

TEST_CASE("document: JSON texts and keys are what their escapes say") {
  const auto json =
      read_json(R"({"a": "\u004d\u00FC\ud83d\ude00 \"\\\/\b\f\n\r\t", "\u0061b": "\u0000",)"
                "\n\"c\": \"\\n\",  \"d\": 7}",
                "case");
  REQUIRE(json);
  CHECK(at(*json, {"a"}).literal == "M\xc3\xbc\xf0\x9f\x98\x80 \"\\/\b\f\n\r\t");
  CHECK(at(*json, {"ab"}).literal == std::string_view("\0", 1));
  CHECK(to_text(Place{"case", at(*json, {"ab"}).position}) == "case:1:63");
  CHECK(to_text(Place{"case", at(*json, {"d"}).position}) == "case:2:18");
}

// nlohmann-json says in words why a text is no JSON, RapidJSON reads it: they must agree on which
// texts are JSON, for what only one of them refuses would go without a reason, or pass.
TEST_CASE("document: what is JSON, both JSON libraries say" * doctest::test_suite("exhaustive")) {
  const std::string ordinary = R"({"a": {"b": "c", "d": [1, 2.5e3, true, null]}, "e": "f"})";
  const char* const parts[] = {
      "{",       "}",           "[",    "]",           ":",           ",",
      "\"",      "\\",          " ",    "\t",          "\n",          "0",
      "1",       "-",           "+",    ".",           "e",           "E",
      "null",    "true",        "fals", "x",           "'",           "//",
      "1e9",     "01",          "1.",   ".5",          "1e999",       "9e308",
      "-1e-999", "\"\\u0041\"", "\\u",  "\"\\ud800\"", "\"\\udc00\"", "\"\\ud83d\\ude00\"",
      "\"\\x\"", "\x01",        "\x7f", "\"k\": 1,",   "NaN",
  };
  nkdose::test::Chance chance(20261122);
  std::size_t accepted = 0, refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string text = ordinary;
    for (auto changes = chance.between(1, 3); changes > 0; --changes) {
      const auto where =
          static_cast<std::size_t>(chance.between(1, static_cast<std::int64_t>(text.size())));
      if (chance.between(0, 2) == 0)
        text.erase(where - 1, static_cast<std::size_t>(chance.between(1, 3)));
      else
        text.insert(where, chance.one_of(parts));
      if (text.empty()) text = "1";
    }
    INFO(text);
    const auto read = read_json(text, "case");
    const auto fault = json_fault(text, "case");
    if (read) {
      ++accepted;
      CHECK_FALSE(fault.has_value());
    } else if (const Problem& problem = read.reason().front();
               problem.fault == Fault::syntax && problem.action != "keep one of the two" &&
               problem.detail != "the file is empty") {
      ++refused;
      CHECK(fault.has_value());
    }
  }
  CHECK(accepted > 1000); // otherwise one side was hardly tried
  CHECK(refused > 1000);
}

// Nested this many tables and lists deep, the root counted.
struct Form {
  const char* what;
  std::function<std::string(std::size_t)> nested;
};

void check_levels(Read read, const std::vector<Form>& forms) {
  for (const Form& form : forms) {
    INFO(form.what);
    CHECK(refusal(read, form.nested(2)) == "accepted");
    CHECK(refusal(read, form.nested(64)) == "accepted");
    CHECK(refusal(read, form.nested(65)).starts_with("I015 case:1:"));
    CHECK(refusal(read, form.nested(100)).starts_with("I015 case:1:"));
    // A hundred thousand levels overran the stack of both parsers, were they left alone.
    CHECK(refusal(read, form.nested(100'000)).starts_with("I0"));
  }
}

// design.md part 3: nesting of 64. A number inside 64 tables or lists is read, inside 65 refused.
TEST_CASE("document: 64 levels of JSON are read and 65 refused") {
  const auto lists = [](std::size_t n) {
    return "{\"a\": " + repeated("[", n - 1) + "1" + repeated("]", n - 1) + "}";
  };
  const auto objects = [](std::size_t n) {
    return repeated("{\"a\": ", n) + "1" + repeated("}", n);
  };
  check_levels(read_json, {{"lists", lists}, {"objects", objects}});
  CHECK(refusal(read_json, repeated("[", 100'000)) == "I015 case:1:65");
}

TEST_CASE("document: 64 levels of TOML are read and 65 refused") {
  const auto lists = [](std::size_t n) {
    return "a = " + repeated("[", n - 1) + "1" + repeated("]", n - 1);
  };
  const auto tables = [](std::size_t n) {
    return "a = " + repeated("{a = ", n - 1) + "1" + repeated("}", n - 1);
  };
  const auto dotted_keys = [](std::size_t n) { return repeated("a.", n - 1) + "a = 1"; };
  const auto headers = [](std::size_t n) { return "[" + repeated("a.", n - 2) + "a]\na = 1"; };
  check_levels(read_toml, {{"lists", lists},
                           {"inline tables", tables},
                           {"dotted keys", dotted_keys},
                           {"headers", headers}});
  CHECK(refusal(read_toml, "a = " + repeated("[", 100'000)).starts_with("I0"));
}

// toml++ follows dotted keys by recursion without a limit, so what counts them before it must see
// strings and comments end where toml++ does; otherwise a key behind them overruns the stack.
TEST_CASE("document: a deep key is refused behind every kind of string and comment") {
  const char* const before[] = {
      "x = 1",
      "x = ''",
      "x = \"\"",
      R"(x = 'a\')",  // no escape in a literal string
      R"(x = "a\\")", // an escaped backslash at the end
      R"(x = "\"")",  // an escaped quote
      R"(x = "it's")",
      R"(x = 'say "')",
      R"(x = """""")",   // an empty long string
      R"(x = """a"""")", // a quote before the closing three
      R"(x = """a""""")",
      R"(x = """a\"""")",
      "x = \"\"\"\n[\n'\n\"\"\"",
      "x = '''a''''",
      "x = '''\n\"\n]'''",
      "# it's \" [ {",
      "x = 1 # '''",
      "x = [ # ]\n  1]",
      "x = [\n  ']',\n  \"[\"]",
      "x = {y = '}', z = \"{\"}",
      "\"k'\" = 1",
      "'k\"' = 1",
      "['a.b'.\"c]\"] # \"",
      "[[a]] # '",
      "x = 1979-05-27T07:32:00.999",
      "x = 1\r",
  };
  const std::string key = repeated("a.", 100'000) + "a";
  for (const char* text : before) {
    INFO(text);
    const std::string start = std::string(text) + "\n";
    CHECK(refusal(read_toml, start) == "accepted"); // otherwise nothing behind it is reached
    for (const std::string& deep : {key + " = 1", "y = {" + key + " = 1}",
                                    "y = [{" + key + " = 1}]", "[" + key + "]", "[[" + key + "]]"})
      CHECK(refusal(read_toml, start + deep).starts_with("I015 case:"));
  }
  CHECK(refusal(read_toml, repeated("a . ", 100'000) + "a = 1").starts_with("I015 case:"));
  CHECK(refusal(read_toml, repeated("\"a\".", 100'000) + "'a' = 1").starts_with("I015 case:"));
}

// Points are decimals and sentences too: only the depth of a key counts.
TEST_CASE("document: many points on one line are no nesting") {
  std::string decimals = "steps = [0.5";
  for (int i = 1; i < 300; ++i)
    decimals += ", 0.5";
  CHECK(refusal(read_toml, decimals + "]") == "accepted");
  CHECK(refusal(read_toml, "# " + repeated(".", 300) + "\na = 1") == "accepted");
  CHECK(refusal(read_toml, "a = \"" + repeated(".", 300) + "\"") == "accepted");
  CHECK(refusal(read_toml, "a = 1 # " + repeated("p. ", 300)) == "accepted");
  CHECK(refusal(read_toml, "\"" + repeated(".", 300) + "\" = 1") == "accepted"); // one quoted key
}

// Files that would take a careless reader minutes.
TEST_CASE("document: long lists and long lines and many keys are read in their own time") {
  CHECK(refusal(read_toml, "a = [" + repeated("1,", 100'000) + "1]") == "accepted");
  CHECK(refusal(read_json, "{\"a\": [" + repeated("1,", 100'000) + "1]}") == "accepted");
  std::string keys = "{";
  for (int i = 0; i < 20'000; ++i)
    keys += "\"k" + std::to_string(i) + "\": 1,\n";
  CHECK(refusal(read_json, keys + "\"end\": 1}") == "accepted");
}

TEST_CASE("document: a byte order mark is not part of the text") {
  const std::string mark = "\xef\xbb\xbf";
  const auto json = read_json(mark + "{\"weight\": 1}", "case");
  REQUIRE(json);
  CHECK(to_text(Place{"case", at(*json, {"weight"}).position}) == "case:1:12");
  const auto toml = read_toml(mark + "weight = 1", "case");
  REQUIRE(toml);
  CHECK(to_text(Place{"case", at(*toml, {"weight"}).position}) == "case:1:10");
}

TEST_CASE("document: what is no text is refused before it is parsed") {
  struct Row {
    const char* what;
    std::string text;
    const char* refusal;
  };
  const Row rows[] = {
      {"nothing", "", "I002 case"},
      {"blanks", " \t\r\n\n", "I002 case"},
      {"a zero byte", std::string("a = 1\nb\0c", 9), "I002 case:2:2"},
      {"a bad byte", "a = 1\nb = \"\xff\"", "I002 case:2:6"},
      {"a bad byte after two-byte letters", "a = \"\xc3\xa4\xc3\xa4\xff\"", "I002 case:1:8"},
      {"an overlong slash", "a = \"\xc0\xaf\"", "I002 case:1:6"},
      {"a surrogate", "a = \"\xed\xa0\x80\"", "I002 case:1:6"},
      {"a cut letter at the end", "a = \"\xe2\x82", "I002 case:1:6"},
      {"an ELF file",
       std::string("\x7f"
                   "ELF\x02\x01\x01\0\0",
                   9),
       "I002 case:1:8"},
      {"Latin 1", "name = \"M\xfcller\"", "I002 case:1:10"},
      {"UTF-16", std::string("\xff\xfe{\0", 4), "I002 case:1:4"},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    CHECK(refusal(read_toml, row.text) == row.refusal);
    CHECK(refusal(read_json, row.text) == row.refusal);
  }
}

TEST_CASE("document: 16 MiB are read and one byte more refused") {
  std::string text(largest_document, ' ');
  text[0] = 'a';
  CHECK_FALSE(unreadable_text(text, "case").has_value());
  text += ' ';
  const auto problem = unreadable_text(text, "case");
  REQUIRE(problem.has_value());
  CHECK(problem->fault == Fault::too_large);
  CHECK(refusal(read_json, text) == "I015 case");
  CHECK(refusal(read_toml, text) == "I015 case");
}

TEST_CASE("document: broken files are refused at the place of the break") {
  struct Row {
    Read read;
    const char* text;
    const char* begins;
  };
  const Row rows[] = {
      {read_json, "{\"a\": 1,}", "I002 case:1:9"},
      {read_json, "{\"a\": 1", "I002 case:1:"},
      {read_json, "{\"a\": 1}\n{\"b\": 2}", "I002 case:2:1"},
      {read_json, "{'a': 1}", "I002 case:1:2"},
      {read_json, "{\"a\": nan}", "I002 case:1:"},
      {read_json, "{\"a\": NaN}", "I002 case:1:"},
      {read_json, "{\"a\": Infinity}", "I002 case:1:"},
      {read_json, "{\"a\": 0x50}", "I002 case:1:"},
      {read_json, "{\"a\": 01}", "I002 case:1:"},
      {read_json, "{\"a\": .5}", "I002 case:1:"},
      {read_json, "{\"a\": +5}", "I002 case:1:"},
      {read_json, "{\"a\": 5 // kg\n}", "I002 case:1:"},
      {read_json, "{\"a\": \"\\ud800\"}", "I002 case:1:"},
      {read_json, "{\"a\": \"\\udc00\"}", "I002 case:1:"},
      {read_json, "{\"a\\udc00\": 1}", "I002 case:1:"},
      {read_json, "{\"a\": 1e999}", "I002 case:1:"},
      {read_json, "{\"a\": 9e308}", "I002 case:1:"},
      {read_json, "{\"a\": \"\\x41\"}", "I002 case:1:"},
      {read_json, "{\"a\": 1.}", "I002 case:1:"},
      {read_json, "{\"a\": -}", "I002 case:1:"},
      {read_json, "{\"a\": \"line\nend\"}", "I002 case:1:"},
      {read_json, "[]", "I005 case:1:1"},
      {read_json, "58.4", "I005 case:1:1"},
      {read_json, "\"text\"", "I005 case:1:1"},
      {read_json, "null", "I005 case:1:1"},
      {read_toml, "a = ", "I002 case:1:"},
      {read_toml, "a = 1\nb = 70 kg", "I002 case:2:"},
      {read_toml, "a = 2026-02-30", "I002 case:1:"},
      {read_toml, "a = 01", "I002 case:1:"},
      {read_toml, "[a\nb = 1", "I002 case:1:"},
      {read_toml, "a = \"no end", "I002 case:1:"},
      {read_toml, "a = '''no end\n\n", "I002 case:"},
      {read_toml, "{\"a\": 1}", "I002 case:1:"}, // JSON in a TOML file
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const std::string refused = refusal(row.read, row.text);
    INFO(refused);
    CHECK(refused.starts_with(row.begins));
  }
}

TEST_CASE("document: one value can be laid over a tree") {
  auto document = read_toml("[patient]\nweight = \"58.4 kg\"\n[[product]]\nlot = \"A\"\n", "case");
  REQUIRE(document);
  CHECK_FALSE(set_text(*document, "patient.weight", "60 kg"));
  CHECK_FALSE(set_text(*document, "patient.id", "F01-007"));    // a new key
  CHECK_FALSE(set_text(*document, "safety.pentostatin", "no")); // in a new table
  CHECK_FALSE(set_text(*document, "product.0.lot", "B"));
  CHECK_FALSE(set_text(*document, "product.1.lot", "C")); // one past the end appends
  CHECK_FALSE(set_text(*document, "order.infusion_days.0", "0"));
  CHECK(shape_of(document->root) ==
        "{patient={weight=a text 60 kg id=a text F01-007} product=[{lot=a text B} {lot=a text C}] "
        "safety={pentostatin=a text no} order={infusion_days=[a text 0]}}");
  // A value from outside has no place in the file.
  CHECK(to_text(Place{"case", at(*document, {"patient", "weight"}).position}) == "case");

  const std::string before = shape_of(document->root);
  for (const char* path : {"patient.weight.unit", "product.7.lot", "product.lot", "product.-1.lot",
                           "patient..weight", ".patient", "", "product.99999999999999999999.lot"}) {
    INFO("\"", path, "\"");
    Document copy = *document;
    const auto fault = set_text(copy, path, "x");
    CHECK((fault && fault->fault == Fault::usage));
    CHECK(shape_of(copy.root) == before); // nothing was changed
  }
}

} // namespace
