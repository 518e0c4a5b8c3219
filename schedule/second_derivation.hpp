// The second derivation: a dose proved again from its printed numbers.
//
// It shares no type and no function with the first. It reads the decimals as they will be printed
// into plain integers and asks of each step whether it holds, mostly by multiplying out instead of
// dividing or rounding again; so a mistake would have to be made twice, in two different ways.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace nkdose {

/// The steps of a dose, as a sheet prints them. Numbers in cm, kg, m2, mg, mL and umol/L.
struct PrintedDose {
  std::string level, area, calculated;
  std::string fraction;      ///< of the level; empty where `reduced_level` stands
  std::string reduced_level; ///< instead of a fraction
  std::string adjusted, dose;
  int remaining_doses = 0;
  std::string given, course;
};

/// How an adjusted dose became the dose. `top`: only where it was rounded down to stay below it.
struct PrintedSteps {
  std::string adjusted, dose, fine_below, fine_step, step, top;
};
/// The table's row as published for its own strength; the row above it where `top` is not empty.
struct PrintedBandRow {
  std::string adjusted, dose, top;
  std::string from, below, band, table_strength, strength;
};
struct PrintedVials {
  std::string adjusted, dose, percent;
  std::vector<std::string> vials; ///< that hold it
};

/// How the dose of one day is drawn up and put into a bag.
struct PrintedPreparation {
  std::string dose, strength, drawn;
  std::string bag, overfill, final, concentration; ///< empty where no bag is named
  bool added = true;
  std::string minutes, rate; ///< empty where no infusion time is named
};
/// The vials of one day, in mg.
struct PrintedVialDay {
  std::string kept_before, opened, dose, kept, discarded;
  std::vector<std::string> vials;
};

struct PrintedArea {
  std::string height, weight, unrounded, before_cap;
  std::string cap; ///< empty where the protocol has none
  std::string used;
  bool by_mosteller = false;
  bool to_hundredths = true;
};

struct PrintedClearance {
  bool female = false;
  int age = 0;
  std::string height, weight, creatinine;
  std::string wanted_basis; ///< the protocol's: actual, ideal or adjusted
  std::string clearance;
};

/// One bag by its certificate: mL, millions of cells/mL, fractions of 1.
struct PrintedBag {
  std::string volume, counted, recovery, viable_fraction, nk_fraction, car_fraction;
};

/// A cell level, in millions of cells; `weight` and `cap` empty where they play no part.
struct PrintedLevel {
  std::string ordered, weight, cap, level;
};

struct PrintedBand {
  std::string from, fraction, absolute; ///< `absolute` empty where there is none
};

/// Which statement about the printed numbers does not hold; nothing when all do.
std::optional<std::string> contradiction(const PrintedDose& dose);
std::optional<std::string> contradiction(const PrintedSteps& rounding);
std::optional<std::string> contradiction(const PrintedBandRow& rounding);
std::optional<std::string> contradiction(const PrintedVials& rounding);
std::optional<std::string> contradiction(const PrintedPreparation& preparation);
std::optional<std::string> contradiction(const PrintedVialDay& day);
std::optional<std::string> contradiction(const PrintedArea& area);
std::optional<std::string> contradiction(const PrintedClearance& clearance);
std::optional<std::string> contradiction(const PrintedLevel& level);
/// That the volumes of the bags hold what is delivered, in millions of cells, and no more than the
/// ceiling.
std::optional<std::string> contradiction(const std::vector<PrintedBag>& bags,
                                         const std::string& volume, const std::string& delivered,
                                         const std::string& ceiling);
/// That the reduction of `dose` is that of the band in which the clearance lies.
std::optional<std::string> contradiction(const PrintedDose& dose, const std::string& clearance,
                                         const std::vector<PrintedBand>& bands, bool absolute);

} // namespace nkdose
