// Places: printed in one way, whatever parts they have.
#include "dosing/text/checked.hpp"

#include "tests/unit/printed.hpp"

using namespace nkdose;

namespace {

TEST_CASE("place: as many of its parts as there are, in words") {
  CHECK(to_text(Place{"case.toml", {4, 12}, "/order/day_zero"}) ==
        "case.toml:4:12 /order/day_zero");
  CHECK(to_text(Place{"case.toml", {4, 12}}) == "case.toml:4:12");
  CHECK(to_text(Place{"days.ics", {7, 0}}) == "days.ics:7");
  CHECK(to_text(Place{"case.toml"}) == "case.toml");
  CHECK(to_text(Place{"--set", {}, "/patient/weight"}) == "--set /patient/weight");
  CHECK(to_text(Place{.pointer = "/screening"}) == "/screening");
  CHECK(to_text(Place{"a.json", {1, 5}, "/patient/weight", "/entry/3/resource"}) ==
        "a.json:1:5 /entry/3/resource /patient/weight");
}

TEST_CASE("place: problems in the order of their file, those of one place as they came") {
  Problems problems{{Fault::data, {"f", {9, 1}}, "last", ""},
                    {Fault::data, {"f", {2, 5}}, "second", ""},
                    {Fault::data, {"f", {2, 5}}, "third", ""},
                    {Fault::data, {"--set"}, "first", ""}};
  put_in_order_of_file(problems);
  std::string order;
  for (const Problem& problem : problems)
    order += problem.detail + " ";
  CHECK(order == "first second third last ");
}

} // namespace
