// Characters counted, and bytes that are none found.
#include "dosing/text/utf8.hpp"
#include "dosing/text/wording.hpp"
#include "tests/unit/printed.hpp"

namespace {
using namespace nkdose;

TEST_CASE("utf8: characters are counted as people count them and bad bytes are found") {
  CHECK(character_count("abc") == 3);
  CHECK(character_count("M\xc3\xbcller") == 6);
  CHECK(character_count("\xf0\x9f\xa7\xac") == 1);
  struct Row {
    const char* text;
    int offset; // -1: valid
  };
  const Row rows[] = {
      {"abc", -1},
      {"\xc3\xa4\xe2\x82\xac\xf0\x9f\xa7\xac", -1},
      {"ab\xff", 2},
      {"\x80", 0},
      {"\xc3", 0}, // ends in the middle
      {"a\xe2\x82", 1},
      {"\xc0\xaf", 0}, // overlong
      {"\xe0\x80\xaf", 0},
      {"\xf0\x80\x80\xaf", 0},
      {"\xed\xa0\x80", 0},     // a surrogate
      {"\xf4\x90\x80\x80", 0}, // above U+10FFFF
      {"\xf5\x80\x80\x80", 0},
  };
  for (const Row& row : rows) {
    INFO(printable(row.text));
    const auto bad = first_invalid_utf8(row.text);
    CHECK((bad ? static_cast<int>(*bad) : -1) == row.offset);
  }
}

TEST_CASE("utf8: the bytes of a number of characters") {
  struct Row {
    const char* text;
    std::size_t characters, bytes;
  };
  const Row rows[] = {
      {"", 3, 0},
      {"abc", 0, 0},
      {"abc", 2, 2},
      {"abc", 4, 3},
      {"M\xc3\xbcller", 2, 3},
      {"\xf0\x9f\xa7\xac.", 1, 4},
      {"\xff\xff\xc3\xbc", 3, 4}, // bad bytes count
  };
  for (const Row& row : rows) {
    INFO(printable(row.text));
    CHECK(bytes_of_characters(row.text, row.characters) == row.bytes);
  }
}

} // namespace
