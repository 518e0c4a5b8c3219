// A request of the C library: its keys, its checksums and its places. What it answers is compared
// with the program's answers by tests/embed.
#include "cli/library/request.hpp"
#include "dosing/text/document.hpp"
#include "dosing/text/sha256.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace nkdose;

namespace {

constexpr std::string_view a_case =
    R"({"patient": {"id": "a \"}{ \\", "sex": "female", "age": "42 y", "height": "162 cm",)"
    R"( "weight": "58.4 kg"}, "order": {"protocol": "f01", "day_zero": "2026-12-07"}})";

std::string request_with(std::string_view the_case, std::string_view more = "") {
  return "{\n  \"case\" :\t" + std::string(the_case) + std::string(more) + "\n}";
}

Problems problems_of(const std::string& text, RequestKind kind = RequestKind::plan) {
  try {
    read_request(text, kind);
    return {};
  } catch (const Invalid& invalid) {
    return invalid.problems;
  }
}

TEST_CASE("request: the header speaks of every key, and of no other") {
  std::ifstream file(NKDOSE_SOURCE_FOLDER "/cli/library/nkdose.h");
  std::stringstream text;
  text << file.rdbuf();
  const std::string header = text.str().substr(0, text.str().find("The answer is"));
  std::size_t keys = 0;
  for (std::size_t at = header.find("\":"); at != header.npos; at = header.find("\":", at + 1))
    ++keys;
  for (const Field& field : request_fields(RequestKind::verify)) {
    INFO(field.key);
    CHECK(header.find('"' + std::string(field.key) + "\":") != header.npos);
  }
  CHECK(keys == request_fields(RequestKind::verify).size());
}

TEST_CASE("request: a bundle is a case and an order") {
  std::ifstream file(NKDOSE_SOURCE_FOLDER "/examples/fhir/us-order.json");
  std::stringstream text;
  text << file.rdbuf();
  const std::string bundle = text.str().substr(0, text.str().rfind('}') + 1);
  const Request read =
      read_request(request_with(bundle, ", \"order\": " + bundle), RequestKind::verify);
  CHECK(read.admission.sha256 == sha256(bundle));
  const Value* patient = read.admission.document.root.find("patient");
  REQUIRE(patient);
  CHECK(patient->find("weight")->literal == "128.8 lb");
  CHECK(read.order.document.root.find("doses")->items.size() == 6);
  CHECK(read.order.document.root.find("patient") == nullptr); // it would be compared with itself
  const auto problems = problems_of(request_with(R"({"resourceType": "Bundle"})"));
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].detail == "there is no Patient");
}

// The example of an order, its creatinine measured and its cells infused at a time in UTC.
std::string bundle_in_utc(std::string_view measured, std::string_view infused) {
  std::ifstream file(NKDOSE_SOURCE_FOLDER "/examples/fhir/us-order.json");
  std::stringstream text;
  text << file.rdbuf();
  std::string bundle = text.str().substr(0, text.str().rfind('}') + 1);
  const auto replace = [&](std::string_view old, std::string_view by) {
    const auto at = bundle.find(old);
    REQUIRE(at != bundle.npos);
    bundle = bundle.substr(0, at) + std::string(by) + bundle.substr(at + old.size());
  };
  replace("2026-11-30T06:30:00-05:00", measured);
  replace("2026-12-07", infused);
  return bundle;
}

std::string days_of(const std::string& bundle, std::string_view more) {
  const Document& read =
      read_request(request_with(bundle, more), RequestKind::plan).admission.document;
  return std::string(read.root.find("patient")->find("creatinine_on")->literal) + ' ' +
         std::string(read.root.find("order")->find("day_zero")->literal);
}

TEST_CASE("request: the ward's day by an offset, or by the rules of its zone") {
  const std::string utc = bundle_in_utc("2026-11-01T04:30:00Z", "2026-12-07T04:30:00Z");
  CHECK(days_of(utc, R"(, "utc_offset": "+08:00")") == "2026-11-01 2026-12-07");
  CHECK(days_of(utc, R"(, "utc_offset": "-05:00")") == "2026-10-31 2026-12-06");
  // New York: UTC-4 until 1 November, 06:00 in UTC.
  const std::string rules =
      R"(, "zone_rules": [{"from": "2026-03-08T07:00:00Z", "utc_offset": "-04:00"},)"
      R"( {"from": "2026-11-01T06:00:00Z", "utc_offset": "-05:00"}])";
  CHECK(days_of(utc, rules) == "2026-11-01 2026-12-06");
  // With its offset it is the same instant.
  CHECK(days_of(bundle_in_utc("2026-11-01T12:30:00+08:00", "2026-12-07"), rules) ==
        "2026-11-01 2026-12-07");
}

TEST_CASE("request: a time in UTC without a zone, or of a zone that the library cannot read") {
  const std::string utc = bundle_in_utc("2026-11-01T04:30:00Z", "2026-12-07");
  const auto detail = [&](std::string_view more) {
    const Problems problems = problems_of(request_with(utc, more));
    return problems.size() == 1 ? problems.front().detail + ": " + problems.front().action
                                : "not one problem";
  };
  CHECK(detail("").starts_with("a time in UTC does not tell the hospital's day: 2026-10-31 or "
                               "2026-11-01"));
  CHECK(detail(R"(, "zone_rules": [{"from": "2026-11-01T06:00:00Z", "utc_offset": "-05:00"}])")
            .starts_with("the rules of the ward's zone begin after this time"));
  const std::string site =
      R"(, "site": "[site]\nid = \"a\"\ntitle = \"A\"\ntime_zone = \"America/New_York\"\n")";
  CHECK(detail(site) == "the ward's day of this time is not known: the library reads no zone data "
                        "of \"America/New_York\": give its \"utc_offset\" or \"zone_rules\" in "
                        "the request");
  CHECK(days_of(utc, site + R"(, "utc_offset": "-04:00")") == "2026-11-01 2026-12-07");
}

TEST_CASE("request: offsets and rules that cannot be used") {
  const auto wrong = [](std::string_view more) {
    const Problems problems = problems_of(request_with(a_case, more));
    return problems.size() == 1 ? problems.front().place.pointer + ": " + problems.front().detail
                                : "not one problem";
  };
  CHECK(wrong(R"(, "utc_offset": "+8")") == "/utc_offset: \"+8\" is no offset from UTC");
  CHECK(wrong(R"(, "utc_offset": "Asia/Shanghai")") ==
        "/utc_offset: \"Asia/Shanghai\" is no offset from UTC");
  CHECK(wrong(R"(, "zone_rules": [{"from": "2026-11-01", "utc_offset": "-05:00"}])")
            .starts_with("/zone_rules/0/from: \"2026-11-01\" is neither"));
  CHECK(wrong(R"(, "zone_rules": [{"from": "2026-11-01T06:00:00Z", "utc_offset": "-05:00"},)"
              R"( {"from": "2026-11-01T06:00:00Z", "utc_offset": "-04:00"}])") ==
        "/zone_rules/1/from: not later than the rule before it");
  CHECK(wrong(R"(, "utc_offset": "-05:00", "zone_rules": [{"from": "2026-11-01T06:00:00Z",)"
              R"( "utc_offset": "-05:00"}])") == "/utc_offset: zone_rules say the offset too");
}

TEST_CASE("request: a checksum is of an object's bytes, brace to brace") {
  const std::string order = R"({ "doses": [{"date": "2026-12-02"}] })";
  for (const char* before : {"", "\xef\xbb\xbf"}) { // with and without a byte order mark
    const Request read = read_request(
        before + request_with(a_case, ", \"on\": \"2026-12-01\",\n\"order\": " + order),
        RequestKind::verify);
    CHECK(read.admission.sha256 == sha256(a_case));
    CHECK(read.order.sha256 == sha256(order));
    CHECK(read.admission.today.day == *read_iso_date("2026-12-01"));
  }
  const std::string wide = R"({"order": {"note": "漢字 é {"}})";
  const Request read =
      read_request(R"({"on": null, "site": null, "case":)" + wide + "}", RequestKind::plan);
  CHECK(read.admission.sha256 == sha256(wide));
}

TEST_CASE("request: texts are texts, ids are ids") {
  CHECK(problems_of(request_with(a_case)).empty());
  CHECK(read_request(request_with(a_case, R"(, "protocol": "cb-car-nk")"), RequestKind::plan)
            .admission.treatment()
            .protocol.id.text() == "cb-car-nk");
  const auto where = [](const Problems& problems) {
    return problems.size() == 1 ? to_text(problems.front().place) : "not one problem";
  };
  const std::size_t column = 12 + a_case.size(); // after the case, counted from 1
  CHECK(where(problems_of(request_with(a_case, R"(, "protocol": "f1")"))) ==
        "request:2:" + std::to_string(column + 14) + " /protocol");
  CHECK(where(problems_of(request_with(a_case, R"(, "protocol": "id = 3\n")")))
            .starts_with("not one"));
  CHECK(where(problems_of(request_with(a_case, R"(, "site": "id = \n")"))) == "request /site:1:6");
  CHECK(where(problems_of(request_with(a_case, R"(, "sight": "")"))) ==
        "request:2:" + std::to_string(column + 2) + " /sight");
}

TEST_CASE("request: an order belongs to a verification") {
  CHECK(problems_of(request_with(a_case), RequestKind::verify).front().fault == Fault::missing_key);
  CHECK(problems_of(request_with(a_case, R"(, "order": {})")).front().fault == Fault::unknown_key);
  CHECK(problems_of("{}").front().detail == "\"case\" is missing");
}

} // namespace
