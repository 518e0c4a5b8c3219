// Neither does a double come in by way of a product.
// error: no match for .operator\*. .operand types are .nkdose::Decimal. and .double.
#include "dosing/number/decimal.hpp"

using namespace nkdose;

#ifdef WRONG
const Decimal reduced = 48.6_d * 0.8;
#else
const Decimal reduced = 48.6_d * 0.8_d;
#endif
