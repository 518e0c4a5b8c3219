// A number of cells cannot be judged against a mass.
// error: no match for .operator>=.*Cells.*DrugMass
#include "dosing/number/units.hpp"

using namespace nkdose;

#ifdef WRONG
const bool enough = in<CellCount>(1000_d) >= in<DrugMass>(500_d);
#else
const bool enough = in<CellCount>(1000_d) >= in<CellCount>(500_d);
#endif
