// Criteria as data: what a file may say, and how answers join.
#include "schedule/plan/screening.hpp"
#include "schedule/protocol/library.hpp"
#include "tests/unit/ordinary.hpp"
#include "tests/unit/printed.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;

// Three questions, and one criterion with the rule that a test gives.
std::string file_with(std::string_view rule, std::string_view more = "") {
  std::string text = "[criteria]\nprotocol = \"f01\"\nversion = 1\nsource = \"s\"\n"
                     "[[source]]\nid = \"s\"\ntext = \"a test\"\nverified = true\n";
  for (const char* id : {"a", "b", "c"})
    text += std::string("[[fact]]\nid = \"") + id +
            "\"\nkind = \"choice\"\nquestion = \"?\"\nchoices = [\"no\", \"yes\"]\n";
  text += "[[criterion]]\nid = \"X1\"\nkind = \"inclusion\"\ntext = \"words\"\nsource = \"s\"\n";
  return text + "rule = " + std::string(rule) + "\n" + std::string(more);
}

constexpr const char* three = "[{fact = \"a\", one_of = [\"yes\"]}, {fact = \"b\", one_of = "
                              "[\"yes\"]}, {fact = \"c\", one_of = [\"yes\"]}]";

// Of each of three facts: no, not given, yes, in the order of the verdicts.
Verdict judged(const Criteria& criteria, const std::array<Verdict, 3>& answers) {
  Trial trial;
  trial.treatment.criteria = criteria;
  trial.the_case.screening = ScreeningFacts();
  for (const Verdict answer : answers)
    trial.the_case.screening->values.push_back(
        answer == Verdict::unknown
            ? std::nullopt
            : std::optional(FactValue{answer == Verdict::met ? "yes" : "no", {}, {}, 1, {}}));
  return trial.plan().screening->results.front().verdict;
}

// Kleene's logic, written down by hand: m met, u unknown, n not met, of a, b and c in this order.
TEST_CASE("criteria: three answers join as they should" * doctest::test_suite("exhaustive")) {
  struct Row {
    const char* answers;
    char all, any, two, readings;
  };
  const Row rows[] = {
      {"mmm", 'm', 'm', 'm', 'm'}, {"mmu", 'u', 'm', 'm', 'u'}, {"mmn", 'n', 'm', 'm', 'u'},
      {"muu", 'u', 'm', 'u', 'u'}, {"mun", 'n', 'm', 'u', 'u'}, {"mnn", 'n', 'm', 'n', 'u'},
      {"uuu", 'u', 'u', 'u', 'u'}, {"uun", 'n', 'u', 'u', 'u'}, {"unn", 'n', 'u', 'n', 'u'},
      {"nnn", 'n', 'n', 'n', 'n'}, {"num", 'n', 'm', 'u', 'u'}, {"nmu", 'n', 'm', 'u', 'u'},
  };
  const auto verdict = [](char c) {
    return c == 'm' ? Verdict::met : c == 'n' ? Verdict::not_met : Verdict::unknown;
  };
  const auto criteria = [](std::string_view form) {
    const std::string text = file_with("{" + std::string(form) + " = " + three + "}");
    auto read = load_criteria({"x.toml", text});
    REQUIRE(read);
    return *read;
  };
  const Criteria all = criteria("all"), any = criteria("any"), two = criteria("at_least = 2, of"),
                 readings = criteria("readings");
  for (const Row& row : rows) {
    INFO(row.answers);
    const std::array answers{verdict(row.answers[0]), verdict(row.answers[1]),
                             verdict(row.answers[2])};
    CHECK(judged(all, answers) == verdict(row.all));
    CHECK(judged(any, answers) == verdict(row.any));
    CHECK(judged(two, answers) == verdict(row.two));
    CHECK(judged(readings, answers) == verdict(row.readings));
  }
}

TEST_CASE("criteria: a file that cannot be right is refused") {
  const std::string all_three = "{all = " + std::string(three) + "}";
  const std::string criterion = "[[criterion]]\nkind = \"definition\"\ntext = \"words\"\n"
                                "source = \"s\"\n";
  struct Row {
    std::string text;
    const char* says;
  };
  const Row rows[] = {
      {file_with("{fact = \"d\", one_of = [\"yes\"]}"), "there is no \"d\""},
      {file_with("{fact = \"a\", one_of = [\"maybe\"]}"), "there is no \"maybe\""},
      {file_with("{fact = \"a\"}"), "nothing is compared"},
      {file_with("{fact = \"a\", at_least = 3}"), "at_least does not fit a choice"},
      {file_with("{fact = \"a\", one_of = [\"yes\"], anchor = \"screening\"}"), "has an anchor"},
      {file_with("{all = []}"), "has no part"},
      {file_with("{of = " + std::string(three) + "}"), "how many parts"},
      {file_with("{at_least = 4, of = " + std::string(three) + "}"), "4 is outside 1 to 3"},
      {file_with("{}"), "a rule has one of"},
      {file_with("{criterion = \"X1\"}"), "lead in a circle"},
      {file_with("{any = [{criterion = \"X2\"}, " + std::string(three).substr(1) + "}",
                 criterion + "id = \"X2\"\nrule = {criterion = \"X1\"}\n"),
       "lead in a circle"},
      {file_with("{fact = \"a\", one_of = [\"yes\"]}"), "no criterion asks for \"b\""},
      {file_with(all_three, criterion + "id = \"X1\"\nrule = {criterion = \"X1\"}\n"),
       "stands twice"},
      {file_with(all_three, "[[fact]]\nid = \"date\"\nkind = \"date\"\nquestion = \"?\"\n"),
       "\"date\" is taken"},
      {file_with(all_three, "[[fact]]\nid = \"d\"\nkind = \"date\"\nquestion = \"?\"\n"
                            "unit = \"d\"\n"),
       "do not fit the kind"},
      {file_with(all_three, "[[ambiguity]]\nnumber = 1\ncriteria = [\"X9\"]\ntext = \"t\"\n"
                            "reading = \"r\"\nsource = \"s\"\n"),
       "there is no \"X9\""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto read = load_criteria({"x.toml", row.text});
    REQUIRE_FALSE(read);
    std::string all;
    for (const Problem& problem : read.reason())
      all += problem.detail + "\n";
    CHECK(all == Containing{row.says});
  }
}

} // namespace
