// Glucocorticoids as doses of prednisone.
#pragma once

#include "dosing/number/decimal.hpp"
#include "dosing/text/checked.hpp"
#include "dosing/text/name.hpp"

namespace nkdose {

/// What equals 5 mg of prednisone; two ends where sources differ.
struct Glucocorticoid {
  Name id;
  Decimal least_mg, most_mg;
  std::string source;
};

struct GlucocorticoidTable {
  Name id;
  std::string title;
  std::string sha256;
  std::vector<Glucocorticoid> all;
};

/// Milligrams of prednisone a day: the lowest and the highest of what the sources make of a dose.
/// Each is cut once at nine decimals, far below the distance of any other dose (written with at
/// most 6 decimals) from a limit.
struct PrednisoneEquivalent {
  Decimal low, high;
};

/// "16 mg/day methylprednisolone", several joined by " + ", or "none".
Reading<PrednisoneEquivalent> read_glucocorticoid_dose(std::string_view text,
                                                       const GlucocorticoidTable& table);
/// The same as a regular expression without anchors.
std::string pattern_of(const GlucocorticoidTable& table);

} // namespace nkdose
