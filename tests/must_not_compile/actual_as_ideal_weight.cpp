// Weight on the scales is not ideal weight, though both are kilograms.
// error: could not convert .actual. from .nkdose::ActualWeight
#include "dosing/body/weight.hpp"

using namespace nkdose;

AdjustedWeight adjusted(ActualWeight actual, IdealWeight ideal) {
#ifdef WRONG
  (void)ideal;
  return adjusted_weight(actual, actual);
#else
  return adjusted_weight(ideal, actual);
#endif
}
