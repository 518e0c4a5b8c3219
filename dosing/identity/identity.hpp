// When two texts name one thing: a lot, a bag, a patient, a product.
//
// People and scanners write one number in several ways. Two errors are possible, and both reach a
// patient: one bag counted twice under two spellings, and two patients taken for one. So there are
// three answers, and whoever asks fails closed on the middle one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nkdose {

enum class Likeness {
  same,     ///< two spellings of one identity
  alike,    ///< of one or of two: a person must look
  different ///< two identities
};

/// One spelling for all that are surely of one identity. Without a difference of case, of
/// full-width characters, of blanks, hyphens and dashes (one stays between two numbers), of leading
/// zeros of a number; of an ISBT 128 donation number, its 13 characters alone. The number of a
/// patient: F01-007, f 1 - 7 and Ｆ０１－００７ are `F1-7`, and F-17 is not.
std::string normal_form(std::string_view written);

/// A number for the normal form, never 0: equal for equal forms, and for others nearly never. Of an
/// id of a few letters, digits and hyphens without an allocation.
std::uint64_t identity_number(std::string_view written);

/// Same: of one normal form, or of the same characters where one has them without the blanks and
/// hyphens of the other (2026001, 2026-001). Alike: of the same characters in some other way.
Likeness compare_identities(std::string_view one, std::string_view other);
inline bool is_same_identity(std::string_view one, std::string_view other) {
  return compare_identities(one, other) == Likeness::same;
}

/// The same of two lots, which labels write with the word before them or without: "LOT EX-A",
/// "Lot No.: EX-A" and 批号 EX-A are EX-A; LOT-EX-A may be it.
Likeness compare_lots(std::string_view one, std::string_view other);
inline bool is_same_lot(std::string_view one, std::string_view other) {
  return compare_lots(one, other) == Likeness::same;
}

/// An ISBT 128 donation identification number. It is printed as W1234 26 123456, with two flag
/// digits and a check character behind it or without, and scanned with a data identifier, `=`,
/// before it. Structure: a letter (not O) or 1 to 9, 4 digits (the facility), 2 (the year), 6; the
/// flags, if they are a checksum, are 60 and it (ICCBBA ST-001, data structure 001; Cerus INT100
/// manual, 7.4). Check character: ISO 7064 modulus 37-2 (JPAC Red Book, annexe 2).
struct DonationNumber {
  std::string number;         ///< its 13 characters
  bool fits_its_check = true; ///< false where a check character is written, and another is right
};
/// Nothing for any other text. Without `=` and without its own blanks, a longer number is one only
/// if its check character is right: a manufacturer's lot may be as long.
std::optional<DonationNumber> read_donation_number(std::string_view written);

/// The number of a bag within its lot, which labels write with the number of all: 1, "1 of 2",
/// 01/02, "bag 1", and a spreadsheet 1.0.
struct BagNumber {
  std::string normal;        ///< as `normal_form` has it, of `1 of 2` that of 1
  std::optional<int> of_all; ///< 2 in `1 of 2`
};
BagNumber read_bag_number(std::string_view written);

} // namespace nkdose
