// The tables of findings: codes are identities, severities those of the contract.
#include "schedule/findings.hpp"
#include "schedule/plan/plan_review.hpp"
#include "tests/unit/printed.hpp"

#include <algorithm>
#include <set>

namespace {
using namespace nkdose;
using test::Containing;

struct Row {
  const char* code;
  Severity severity;
};
using enum Severity;

// design.md part 3, "Findings", column for column. S002 is a stop outside a given window, and the
// infos that some of these can be are in review_test.
constexpr Row contract[] = {
    {"P001", warning},
    {"P002", warning},
    {"P003", stop},
    {"P004", warning},
    {"P005", warning},
    {"P006", stop},
    {"P007", warning},
    {"P008", warning},
    {"P012", warning},
    {"B001", warning},
    {"B002", warning},
    {"B003", info},
    {"B004", info},
    {"R001", stop},
    {"R002", stop},
    {"R003", stop},
    {"R004", warning},
    {"R005", warning},
    {"D001", stop},
    {"D002", stop},
    {"D003", stop},
    {"D004", stop},
    {"D005", warning},
    {"D006", stop},
    {"D007", stop},
    {"D008", info},
    {"D009", info},
    {"C001", stop},
    {"C002", warning},
    {"S001", warning},
    {"S002", warning},
    {"E002", warning},
    {"E003", warning},
    {"A001", warning},
    {"A002", info},
    {"A003", info},
    // of this program, beside the contract:
    {"P009", warning},
    {"P010", warning},
    {"P014", warning},
    {"P015", info},
    {"R008", warning},
    {"R009", warning},
    {"R010", warning},
    {"E004", warning},
    {"E005", warning},
    {"A004", warning},
    {"D010", warning},
    {"C003", warning},
    {"S003", warning},
    {"S010", warning},
    {"S011", warning},
    {"S012", info},
    {"S013", warning},
    {"S017", warning},
    {"S018", warning},
    {"S014", warning},
    {"S015", warning},
    {"S016", info},
    {"D011", stop},
    {"V001", info},
    {"V002", warning},
    {"V003", warning},
    {"V004", info},
    {"V005", warning},
    {"V006", info},
    {"V007", stop},
    {"V008", warning},
    {"C004", warning},
    {"C005", stop},
    {"C006", stop},
    {"C021", warning},
    {"C022", warning},
    {"C007", stop},
    {"C008", warning},
    {"C009", warning},
    {"C010", warning},
    {"C011", warning},
    {"C012", warning},
    {"C013", warning},
    {"C014", info},
    {"C015", info},
    {"C016", warning},
    {"C017", info},
    {"C018", warning},
    {"C023", stop},
    {"C028", warning},
    {"B005", warning},
    {"S004", warning},
    {"S005", warning},
    {"S006", warning},
    {"S007", warning},
    {"S008", warning},
    {"S009", warning},
    {"O001", stop},
    {"O002", stop},
    {"O003", stop},
    {"O004", stop},
    {"O005", stop},
    {"O006", stop},
    {"O007", stop},
    {"O008", stop},
    {"O009", stop},
    {"O010", stop},
    {"O011", warning},
    {"O012", info},
    {"O013", stop},
    {"O014", warning},
    {"O015", warning},
    {"O016", stop},
    {"O017", stop},
    {"O018", stop},
    {"O019", stop},
    {"O020", warning},
    {"O021", warning},
};
// E001 comes with the eligibility criteria.

TEST_CASE("findings: every code of the contract has its severity") {
  for (const Row& row : contract) {
    INFO(row.code);
    const FindingText* text = finding_text(row.code);
    REQUIRE(text != nullptr);
    CHECK(text->severity == row.severity);
  }
}

TEST_CASE("findings: every code stands once and in an area of the contract") {
  std::set<std::string_view> codes;
  for (const FindingText* text : all_finding_texts()) {
    const std::string_view code = text->code.text();
    INFO(code);
    CHECK(codes.insert(code).second);
    CHECK(std::string_view("PBRDVCSEOA") == Containing{code.substr(0, 1)});
    CHECK(std::ranges::all_of(code.substr(1), [](char c) { return c >= '0' && c <= '9'; }));
    CHECK(finding_text(code) == text);
  }
  CHECK(finding_text("P999") == nullptr);
  CHECK(finding_text("") == nullptr);
}

TEST_CASE("findings: every row says what it is and what to do and where it comes from") {
  for (const FindingText* text : all_finding_texts()) {
    INFO(text->code.text());
    CHECK_FALSE(text->title.empty());
    CHECK_FALSE(text->when.empty());
    CHECK_FALSE(text->details[0].empty());
    CHECK_FALSE(text->action.empty());
    CHECK_FALSE(text->source.empty());
    CHECK(text->title.size() <= 60); // one line of a sheet
    // Error-prone abbreviations (ISMP) have no place in a text about doses.
    for (const char* bad : {"QD", "u/L", "\xc2\xb5g", "cc "})
      CHECK(text->action.find(bad) == std::string_view::npos);
  }
}

TEST_CASE("findings: the kinds of input error have codes of their own") {
  std::set<std::string_view> codes;
  for (const FaultRow& row : fault_table()) {
    INFO(row.code);
    CHECK(codes.insert(row.code).second);
    CHECK(row.code.starts_with("I"));
    CHECK_FALSE(row.title.empty());
    CHECK(code_of(row.fault) == row.code);
    CHECK(finding_text(row.code) == nullptr);
  }
}

TEST_CASE("findings: severities are ordered from the least to the worst") {
  CHECK(info < warning);
  CHECK(warning < stop);
  CHECK(to_text(info) == "info");
  CHECK(to_text(warning) == "warning");
  CHECK(to_text(stop) == "stop");
}

} // namespace
