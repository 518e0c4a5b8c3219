#include "dosing/identity/identity.hpp"
#include "tests/unit/printed.hpp"

namespace {

using namespace nkdose;

// Both ways round: which was read first must not matter.
void compare(std::string_view one, std::string_view other, Likeness expected) {
  INFO(one, " / ", other);
  CHECK(compare_identities(one, other) == expected);
  CHECK(compare_identities(other, one) == expected);
  // One key for all that are surely one, in whatever way they are alike.
  if (expected == Likeness::different) CHECK(normal_form(one) != normal_form(other));
}

struct Pair {
  std::string_view one, other;
};

TEST_CASE("identity: two spellings of one") {
  constexpr Pair pairs[] = {
      {"EX-001", "EX-001"},
      {"EX-001", "ex-001"},      // case
      {"EX-001", " EX - 001 "},  // blanks
      {"EX-001", "EX 001"},      // a blank for the hyphen
      {"EX-001", "EX001"},       // none
      {"EX-001", "EX\u2010001"}, // hyphen
      {"EX-001", "EX\u2011001"}, // that does not break
      {"EX-001", "EX\u2013001"}, // en dash, as Word makes it
      {"EX-001", "EX\u2014001"}, // em dash
      {"EX-001", "EX\u2212001"}, // minus
      {"EX-001", "EX\uFF0D001"}, // full-width
      {"EX-001", "EX\u00A0001"}, // a blank that does not break
      {"EX-001", "EX\u3000001"}, // full-width
      {"EX-001", "\uFF25\uFF38\uFF0D\uFF10\uFF10\uFF11"},
      {"EX-001", "EX_001"},
      {"EX-001", "EX-1"}, // leading zeros
      {"EX-001", "EX-0001"},
      {"0012", "12"},
      {"0", "00"},
      {"F01-007", "F1-7"},
      {"F01-007", "f 01 007"},
      {"F01-007", "F01007"}, // the same characters, written together
      {"2026-001", "2026001"},
      {"\u00FC1", "\u00DC1"}, // small and large, beyond ASCII
      {"\u043B1", "\u041B1"},
      {"", ""},
  };
  for (const auto& [one, other] : pairs)
    compare(one, other, Likeness::same);
}

TEST_CASE("identity: two, however alike they look") {
  constexpr Pair pairs[] = {
      {"EX-001", "EX-002"},
      {"EX-001", "EY-001"},
      {"EX-10", "EX-1"},
      {"EX-001", "EX-001-A"},
      {"1", "11"},
      {"EX-001", ""},
      {"F01-017", "F11-007"}, // without hyphens and zeros both would be F117
      {"F01-007", "F02-007"},
      {"100", "1"},
      {"EX-1O", "EX-10"},
      {"W123426123456", "W123426123457"}, // two donations
      {"W123426123456", "W123526123456"},
  };
  for (const auto& [one, other] : pairs) {
    INFO(one, " / ", other);
    CHECK_FALSE(is_same_identity(one, other));
    CHECK_FALSE(is_same_identity(other, one));
    CHECK(normal_form(one) != normal_form(other));
  }
  compare("EX-001", "EX-002", Likeness::different);
  compare("W123426123456", "W123426123457", Likeness::different);
}

TEST_CASE("identity: of one or of two, a person must look") {
  compare("F01-017", "F11-007", Likeness::alike);
  compare("F01-007", "F-17", Likeness::alike);
  compare("1-11", "11-1", Likeness::alike);
  compare("EX/1", "EX-1", Likeness::alike);
  // 00 may be flags behind a donation number, or the end of a manufacturer's lot.
  compare("W123426123456", "W12342612345600", Likeness::alike);
  compare("W1234 26 123456", "W12342612345601", Likeness::alike);
}

// The number of both sources' examples: ISBT 128 prints W1234 26 123456 with flags and a check
// character, which is 7 (by hand: 32 x 2^13 + 1 x 2^12 + ... = 31 modulo 37; 38 - 31 = 7).
TEST_CASE("identity: an ISBT 128 donation number") {
  for (const std::string_view written :
       {"W123426123456", "=W123426123456", "=W12342612345600", "W1234 26 123456", "w1234-26-123456",
        "W1234 26 123456 00", "W1234 26 123456 00 7", "W1234 26 123456 (7)", "W1234 26 123456 7",
        "W1234 26 123456 [7]", "=W12342612345667", "W12342612345667", "W1234261234567",
        "W123426123456007", "\uFF37\uFF11\uFF12\uFF13\uFF14 26 123456"}) {
    INFO(written);
    const auto number = read_donation_number(written);
    REQUIRE(number);
    CHECK(number->number == "W123426123456");
    CHECK(number->fits_its_check);
    CHECK(normal_form(written) == "W123426123456");
    compare("=W123426123456", written, Likeness::same);
  }
}

TEST_CASE("identity: a check character that does not fit its donation number") {
  // JPAC Red Book, annexe 2: of G123 498 654 321 it is H, in the flags 77.
  CHECK(read_donation_number("G1234 98 654321 H")->fits_its_check);
  CHECK(read_donation_number("=G12349865432177")->fits_its_check);
  CHECK_FALSE(read_donation_number("G1234 98 654321 J")->fits_its_check);
  CHECK_FALSE(read_donation_number("=G12349865432178")->fits_its_check);
  CHECK_FALSE(read_donation_number("G1234 89 654321 00 H")->fits_its_check); // two digits exchanged
  CHECK(normal_form("G1234 98 654321 J") == "G123498654321");
}

TEST_CASE("identity: no donation number") {
  for (const std::string_view written :
       {"", "EX-001", "W12342612345", "O123426123456", "0123426123456", "W1234261234568",
        "W12342612345600", "W12342612345678901", "WW23426123456", "W1234 26 123456 A7"}) {
    INFO(written);
    CHECK_FALSE(read_donation_number(written));
  }
}

TEST_CASE("identity: other data of ISBT 128 begins with = or & and a mark") {
  compare("=<S1234V00", "S1234V00", Likeness::same);
  compare("&>0270630", "0270630", Likeness::same);
  compare("=W1234", "W1234", Likeness::same);
}

TEST_CASE("identity: a bag of a lot") {
  struct Written {
    std::string_view text, normal;
    std::optional<int> of_all;
  };
  constexpr Written all[] = {
      {"1", "1", {}},         {"01", "1", {}},
      {"1 of 2", "1", 2},     {"1/2", "1", 2},
      {"01 / 02", "1", 2},    {"Bag 1", "1", {}},
      {"bag 1 of 2", "1", 2}, {"BAG #1", "1", {}},
      {"No. 1", "1", {}},     {"1 (of 2)", "1", 2},
      {"1of2", "1", 2},       {"\uFF11/\uFF12", "1", 2},
      {"1 out of 2", "1", 2}, {"A", "A", {}},
      {"a", "A", {}},         {"1-2", "1-2", {}},
      {"00", "0", {}},        {"bag", "BAG", {}},
      {"1/2/3", "1/2/3", {}}, {"1 of", "1OF", {}},
      {"", "", {}},           {"A 1 of 2", "A1OF2", {}},
  };
  for (const Written& one : all) {
    INFO(one.text);
    const BagNumber bag = read_bag_number(one.text);
    CHECK(bag.normal == one.normal);
    CHECK(bag.of_all == one.of_all);
  }
}

TEST_CASE("identity: the word that a label writes before a lot is no part of it") {
  const auto likeness = [](std::string_view one, std::string_view other) {
    CHECK(compare_lots(one, other) == compare_lots(other, one));
    return compare_lots(one, other);
  };
  for (const char* lot :
       {"LOT EX-A", "Lot: EX-A", "lot no. EX-A", "Lot No.: ex a", "LOT# EX-A", "Batch EX-A",
        "Charge: EX-A", "\u6279\u53f7EX-A", "\u6279\u53f7\uff1aEX-A"}) {
    INFO(lot);
    CHECK(likeness(lot, "EX-A") == Likeness::same);
    CHECK(likeness(lot, "LOT EX-A") == Likeness::same);
    CHECK(likeness(lot, "EX-B") == Likeness::different);
  }
  CHECK(likeness("LOT-EX-A", "EX-A") == Likeness::alike);
  CHECK(likeness("LOTUS-1", "US-1") == Likeness::different);
  CHECK(likeness("LOT NOVA-1", "VA-1") == Likeness::different);
  CHECK(likeness("LOT NOVA-1", "NOVA-1") == Likeness::same);
  CHECK(likeness("LOT", "LOT") == Likeness::same);
  CHECK(likeness("LOT", "1") == Likeness::different);
  // Of a patient or a product the word may be the name.
  CHECK(compare_identities("LOT 7", "7") == Likeness::different);
}

TEST_CASE("identity: a whole number of a spreadsheet is a bag's number") {
  for (const char* bag : {"1", "1.0", "1.00", "1,0", "01.0", "bag 1.0"}) {
    INFO(bag);
    CHECK(read_bag_number(bag).normal == "1");
  }
  CHECK(read_bag_number("1.5").normal != "1");
  CHECK(read_bag_number("1.").normal != "1");
}

} // namespace
