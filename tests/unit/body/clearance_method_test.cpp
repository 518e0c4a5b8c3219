// Which words tell how a clearance was measured.
#include "dosing/body/clearance_method.hpp"

#include <doctest/doctest.h>

namespace {
using namespace nkdose;

TEST_CASE("clearance method: each known one is known, in the spellings of wards") {
  for (const std::string_view method : clearance_methods())
    CHECK(is_clearance_method(method));
  for (const char* method :
       {"24 h urine", "24h urine collection", "24-hour urine creatinine clearance", "Iohexol",
        "plasma iohexol clearance", "Cr-51 EDTA", "Tc-99m-DTPA", "measured GFR, inulin"}) {
    INFO(method);
    CHECK(is_clearance_method(method));
  }
}

TEST_CASE("clearance method: an estimate, a word for nothing and a negation are none") {
  for (const char* method : {"Cockcroft-Gault", "CKD-EPI", "eGFR", "measured", "clearance", "x",
                             "?", "", "lab", "not iohexol", "2-hour urine", "urine"}) {
    INFO(method);
    CHECK_FALSE(is_clearance_method(method));
  }
}

} // namespace
