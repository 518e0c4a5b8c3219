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

TEST_CASE("request: a checksum is of an object's bytes, brace to brace") {
  const std::string order = R"({ "doses": [{"date": "2026-12-02"}] })";
  for (const char* before : {"", "\xef\xbb\xbf"}) { // with and without a byte order mark
    const Request read = read_request(
        before + request_with(a_case, ", \"on\": \"2026-12-01\",\n\"order\": " + order),
        RequestKind::verify);
    CHECK(read.admission.sha256 == sha256(a_case));
    CHECK(read.order.sha256 == sha256(order));
    CHECK(read.admission.today == *read_iso_date("2026-12-01"));
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
