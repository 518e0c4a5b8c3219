// doctest, with texts and our own types printed as people read them.
#pragma once

#include "dosing/number/decimal.hpp"
#include "dosing/review/finding.hpp"
#include "dosing/text/checked.hpp"

#include <string_view>

namespace nkdose::test {
/// `CHECK(text == Containing{"word"})`: a failure prints both.
struct Containing {
  std::string_view word;
  friend bool operator==(std::string_view text, Containing expected) {
    return text.find(expected.word) != text.npos;
  }
};
} // namespace nkdose::test

// Declared before doctest, so that its templates find them.
namespace doctest {
class String;
String toString(const char* text);
String toString(std::string_view text);
String toString(nkdose::Decimal value);
String toString(nkdose::Severity value);
String toString(nkdose::Fault value);
String toString(nkdose::test::Containing expected);
} // namespace doctest

#define DOCTEST_CONFIG_SUPER_FAST_ASSERTS // a test file compiles in half the time
#include <doctest/doctest.h>
