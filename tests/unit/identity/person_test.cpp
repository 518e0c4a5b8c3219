// Who acknowledges, confirms, waives or adopts is somebody.
#include "dosing/identity/person.hpp"

#include <doctest/doctest.h>

namespace {
using namespace nkdose;

TEST_CASE("person: a name has two letters, or one character that is a word") {
  for (const char* name : {"J Doe", "JD", "J.D.", "AA", "Li", "O'Neill", "A. Lee",
                           "sponsor, Dr Example", "王", "李明", "王医生", "김", "Ö. Å", "Иванов",
                           "Dr. M. Wolfeschlegelsteinhausen", "Nobodyson", "Na Li"}) {
    INFO(name);
    CHECK_FALSE(no_name_of_person(name));
  }
}

TEST_CASE("person: a placeholder is nobody") {
  for (const char* name :
       {"?",    "??",     "-",       "--",   "—",    ".",    "x",      "X",      "xx",
        "XXX",  "aaaa",   "n/a",     "N/A",  "n.a.", "tbd",  "TBD",    "T.B.D.", "to be determined",
        "none", "nobody", "unknown", "1234", "无",   "待定", "ｎ／ａ", "？",     "A",
        " a "}) {
    INFO(name);
    CHECK(no_name_of_person(name));
  }
}

} // namespace
