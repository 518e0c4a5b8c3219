#include "dosing/body/clearance_method.hpp"

#include "dosing/text/search.hpp"

#include <string>

namespace nkdose {
namespace {

constexpr std::string_view methods[] = {"24-hour urine", "iohexol",    "iothalamate",
                                        "51Cr-EDTA",     "99mTc-DTPA", "inulin"};

// Other spellings of them, in letters and digits alone.
constexpr std::string_view spellings[] = {
    "24hoururine", "24hurine", "24hrurine", "24hrsurine",  "24hoursurine",
    "urine24h",    "iohexol",  "omnipaque", "iothalamate", "125iiothalamate",
    "51credta",    "cr51edta", "edta",      "99mtcdtpa",   "tc99mdtpa",
    "dtpa",        "inulin"};

// What stands around a method and says nothing more.
constexpr std::string_view beside[] = {"collection", "clearance", "creatinine", "plasma",
                                       "gfr",        "mgfr",      "measured"};

std::string letters_and_digits(std::string_view written) {
  std::string kept;
  for (const char c : written) {
    const bool is_capital = c >= 'A' && c <= 'Z';
    if (is_capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0)
      kept.push_back(is_capital ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return kept;
}

} // namespace

std::span<const std::string_view> clearance_methods() {
  return methods;
}

bool is_clearance_method(std::string_view written) {
  const std::string text = letters_and_digits(written);
  std::string_view rest = text;
  for (bool has_taken = true; has_taken && !holds(spellings, rest);) {
    has_taken = false;
    for (const std::string_view word : beside)
      if (rest.ends_with(word)) {
        rest.remove_suffix(word.size());
        has_taken = true;
      } else if (rest.starts_with(word)) {
        rest.remove_prefix(word.size());
        has_taken = true;
      }
  }
  return holds(spellings, rest);
}

} // namespace nkdose
