// Creatinine is umol/L in here; another quotient of units is not taken for it.
// error: no matching function for call to .cockcroft_gault\(
#include "dosing/body/clearance.hpp"

using namespace nkdose;

CreatinineClearance clearance(ActualWeight weight) {
#ifdef WRONG
  using MassPerVolume = Quantity<unit::Over<unit::Milligram, unit::Millilitre>>;
  return cockcroft_gault(Sex::male, {23}, weight, in<MassPerVolume>(1.3_d));
#else
  return cockcroft_gault(Sex::male, {23}, weight, in<SerumCreatinine>(114.92_d));
#endif
}
