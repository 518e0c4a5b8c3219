// The nearest known word, and text from outside made safe to print.
#include "dosing/text/wording.hpp"
#include "tests/unit/printed.hpp"

#include <array>

namespace {
using namespace nkdose;

TEST_CASE("wording: the nearest known word") {
  constexpr std::array<std::string_view, 6> known{"height",           "weight", "weight_on",
                                                  "serum_creatinine", "sex",    "birth_date"};
  struct Row {
    const char* word;
    const char* meant; // "" for none
  };
  const Row rows[] = {
      {"hieght", "height"}, // two letters exchanged
      {"heigth", "height"},
      {"wieght", "weight"},
      {"weigh", "weight"},
      {"Weight", "weight"}, // case does not count
      {"weighton", "weight_on"},
      {"serum_creatinin", "serum_creatinine"},
      {"creatinine", ""}, // too far: six letters of ten
      {"birthdate", "birth_date"},
      {"se", "sex"},
      {"seru", "serum_creatinine"}, // the only one that begins so
      {"colour", ""},
      {"", ""},
  };
  for (const Row& row : rows) {
    INFO(row.word);
    const auto found = nearest(row.word, known);
    CHECK(std::string(found.value_or("")) == row.meant);
  }
  CHECK(did_you_mean("hieght", known) == "did you mean \"height\"?");
  CHECK(did_you_mean("colour", known).starts_with("one of: height, weight"));
  CHECK_FALSE(nearest(std::string(100'000, 'h'), known).has_value());
}

TEST_CASE("wording: what could move a cursor or hide text is written out") {
  struct Row {
    const char* raw;
    const char* printed;
  };
  const Row rows[] = {
      {"58.4 kg", "58.4 kg"},
      {"M\xc3\xbcller", "M\xc3\xbcller"}, // letters of any script stay
      {"\xe7\x8b\xbc\xe7\x96\xae", "\xe7\x8b\xbc\xe7\x96\xae"},
      {"\x1b[2J", "\\x1b[2J"}, // clears a terminal
      {"a\nb\tc\rd", "a\\x0ab\\x09c\\x0dd"},
      {"\x7f", "\\x7f"},
      {"\xc2\x9b"
       "2J",
       "\\u{009b}2J"}, // the one-character escape
      {"\xe2\x80\xae"
       "01",
       "\\u{202e}01"}, // reads from right to left
      {"5\xe2\x80\x8b"
       "0",
       "5\\u{200b}0"}, // no width
      {"\xef\xbb\xbf"
       "a",
       "\\u{feff}a"},
      {"\xff\xc0\xaf", "\\xff\\xc0\\xaf"}, // not UTF-8
      {"\xed\xa0\x80", "\\xed\\xa0\\x80"}, // half a surrogate
  };
  for (const Row& row : rows) {
    INFO(row.printed);
    CHECK(printable(row.raw) == row.printed);
    CHECK(is_printable(row.raw) == (std::string_view(row.raw) == row.printed));
    CHECK(is_printable(printable(row.raw)));
    CHECK(in_quotes(row.raw) == "\"" + std::string(row.printed) + "\"");
  }
}

TEST_CASE("wording: a long text is cut after 80 characters and never inside one") {
  std::string text;
  for (int i = 0; i < 100; ++i)
    text += "\xc3\xa4";
  const std::string quoted = in_quotes(text);
  CHECK(quoted == "\"" + text.substr(0, 160) + "...\"");
  CHECK(in_quotes(text.substr(0, 160)) == "\"" + text.substr(0, 160) + "\"");
}

} // namespace
