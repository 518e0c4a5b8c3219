// UCUM's expressions: from left to right, exact, and nothing that is not one.
#include "cli/fhir/ucum.hpp"
#include "tests/unit/printed.hpp"

namespace {
using namespace nkdose;

UcumExpression expression(std::string_view text) {
  INFO(text);
  const auto read = read_ucum(text);
  REQUIRE(read);
  return *read;
}

TEST_CASE("ucum: the same unit, however it is written") {
  const struct {
    std::string_view one, other;
  } same[] = {
      {"mg/m2/d", "mg/(m2.d)"},
      {"mg/m2/d", "mg/m2/(24.h)"},
      {"mg/m2/d", "mg.m-2.d-1"},
      {"mg/m2/d", "mg/d/m2"},
      {"mg/m2/d", "/d.mg/m2"},
      {"mg/dL", "mg/dl"},
      {"umol/L", "umol/l"},
      {"umol/L", "nmol/mL"},
      {"umol/L", "mmol/m3"},
      {"mg/dL", "mg/(100.mL)"},
      {"kg", "10*3.g"},
      {"kg", "1000.g"},
      {"[lb_av]", "16.[oz_av]"},
      {"[ft_i]", "12.[in_i]"},
      {"cm", "10.mm"},
      {"mg", "mg{fludarabine}"},
      {"10*6{cells}", "10^6{cells}"},
      {"a", "12.mo"},
      {"mg/m2.d", "d.mg/m2"},
      {"mL/min/{1.73_m2}", "mL/min"},
      {"2.54.cm", "108.cm"},
  };
  for (const auto& [one, other] : same) {
    INFO(one, " ", other);
    CHECK(expression(one).unit == expression(other).unit);
  }
  const struct {
    std::string_view one, other;
  } different[] = {
      {"mg/m2/d", "mg/m2.d"},
      {"mg/m2/d", "mg/m2"},
      {"mg/m2/d", "mg/m2/h"},
      {"mg/dL", "mg/L"},
      {"umol/L", "mmol/L"},
      {"mg", "ug"},
      {"kg", "[lb_av]"},
      {"m", "m2"},
      {"mg/m2/d", "g/m2/d"},
      {"mg/m2/d", "mg/m3/d"},
      {"10*6{cells}", "10*9{cells}"},
  };
  for (const auto& [one, other] : different) {
    INFO(one, " ", other);
    CHECK_FALSE(expression(one).unit == expression(other).unit);
  }
}

TEST_CASE("ucum: what is no expression, or of no unit that is measured here") {
  for (const char* text :
       {"",         "/",      ".",    "mg/",     "mg.",  "mg//m2", "mg/m^2/d",    "mg/m²/d",
        "µmol/L",   "MG",     "Kg",   "mg m",    " mg",  "mg ",    "(mg",         "mg)",
        "mg/(m2.d", "mg{",    "mg}",  "mg{a{b}", "{",    "[lb_av", "0.m",         "m-",
        "m99",      "[degF]", "kmin", "mcg",     "feet", "10*99",  "10*999999999"}) {
    INFO("\"", text, "\"");
    CHECK_FALSE(read_ucum(text));
  }
  CHECK_FALSE(read_ucum(std::string(200, '(')));
  CHECK_FALSE(read_ucum("[in_i]9.[in_i]9.[in_i]9.[in_i]9"));
}

TEST_CASE("ucum: a point behind a slash multiplies, and the text says so") {
  CHECK(expression("mg/m2.d").misread == "mg x d / m2");
  CHECK(expression("mL/min/1.73.m2").misread == "mL x 73 x m2 / (min x 1)");
  CHECK(expression("mg/m2/24.h").misread == "mg x h / (m2 x 24)");
  CHECK(expression("mg/(m2.d)").misread.empty());
  CHECK(expression("mg/m2/(24.h)").misread.empty());
  CHECK(expression("10*3.g").misread.empty());
  CHECK(expression("mg/m2/d").misread.empty());
}

TEST_CASE("ucum: annotations are kept apart") {
  CHECK(expression("mg{fludarabine}/m2{BSA}/d").annotations ==
        std::vector<std::string>{"fludarabine", "BSA"});
  CHECK(expression("{cells}/kg").annotations == std::vector<std::string>{"cells"});
  CHECK(expression("mL/min/{1.73_m2}").annotations == std::vector<std::string>{"1.73_m2"});
}

} // namespace
