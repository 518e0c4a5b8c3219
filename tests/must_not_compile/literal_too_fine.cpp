// A literal with more than nine decimals would be cut in silence.
// error: throw "a decimal literal has digits
#include "dosing/number/decimal.hpp"

using namespace nkdose;

#ifdef WRONG
const Decimal fine = 0.0000000001_d;
#else
const Decimal fine = 0.000000001_d;
#endif
