// The unit tests' main function, and how doctest prints texts and our types when a check fails.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "tests/unit/printed.hpp"

namespace doctest {

String toString(const char* text) {
  return text ? String(text) : String("(null)");
}
String toString(std::string_view text) {
  return String(text.data(), static_cast<unsigned>(text.size()));
}
String toString(nkdose::Decimal value) {
  return nkdose::to_text(value).c_str();
}
String toString(nkdose::Severity value) {
  return toString(nkdose::to_text(value));
}
String toString(nkdose::Fault value) {
  return toString(nkdose::code_of(value));
}
String toString(nkdose::test::Containing expected) {
  return String("a text containing ") + toString(expected.word);
}

} // namespace doctest
