// A body weight and a drug mass are both masses, and never add.
// error: operator\+.*BodyMass.*DrugMass
#include "dosing/number/units.hpp"

using namespace nkdose;

#ifdef WRONG
const auto sum = in<BodyMass>(58.4_d) + in<DrugMass>(49_d);
#else
const auto sum = in<DrugMass>(49_d) + in<DrugMass>(49_d);
#endif
