// Height and weight exchanged.
// error: no matching function for call to .nkdose::Kind<nkdose::Actual.*nkdose::Height
#include "dosing/body/surface.hpp"

using namespace nkdose;

UnroundedSurface area(Height height, ActualWeight weight) {
#ifdef WRONG
  (void)weight;
  return mosteller().area(height, ActualWeight(height), Sex::female);
#else
  return mosteller().area(height, weight, Sex::female);
#endif
}
