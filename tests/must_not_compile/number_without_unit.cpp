// A bare number is not a weight.
// error: no matching function for call to .nkdose::Kind<nkdose::Actual.*::Kind\(nkdose::Decimal
#include "dosing/number/kinds.hpp"

using namespace nkdose;

#ifdef WRONG
const ActualWeight weight(58.4_d);
#else
const ActualWeight weight(in<BodyMass>(58.4_d));
#endif
