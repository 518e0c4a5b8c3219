// Level x area is not yet a dose that can be drawn up.
// error: could not convert .calculated. from .Kind<nkdose::Calculated.* to .Kind<nkdose::Rounded
#include "dosing/drug/rounding.hpp"

using namespace nkdose;

bool deviates(CalculatedDose calculated, AdjustedDose adjusted) {
#ifdef WRONG
  return deviates_by_more_than(5_d, calculated, adjusted);
#else
  (void)calculated;
  return deviates_by_more_than(5_d, round_dose(adjusted, DailyDose(), RoundingPolicy()).dose,
                               adjusted);
#endif
}
