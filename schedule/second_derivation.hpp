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

/// The steps of a dose, as a sheet prints them. Numbers in cm, kg, m2, mg and umol/L.
struct PrintedDose {
  std::string level, area, calculated;
  std::string fraction;      ///< of the level; empty where `reduced_level` stands
  std::string reduced_level; ///< instead of a fraction
  std::string adjusted, fine_below, fine_step, step, dose;
  int remaining_doses = 0;
  std::string given, course;
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
  std::string volume, counted, viable_fraction, nk_fraction, car_fraction;
};

struct PrintedBand {
  std::string from, fraction, absolute; ///< `absolute` empty where there is none
};

/// Which statement about the printed numbers does not hold; nothing when all do.
std::optional<std::string> contradiction(const PrintedDose& dose);
std::optional<std::string> contradiction(const PrintedArea& area);
std::optional<std::string> contradiction(const PrintedClearance& clearance);
/// That the bags hold what is delivered, in millions of cells.
std::optional<std::string> contradiction(const std::vector<PrintedBag>& bags,
                                         const std::string& delivered);
/// That the reduction of `dose` is that of the band in which the clearance lies.
std::optional<std::string> contradiction(const PrintedDose& dose, const std::string& clearance,
                                         const std::vector<PrintedBand>& bands, bool absolute);

} // namespace nkdose
