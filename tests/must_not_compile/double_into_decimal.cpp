// A double brings its error along: 0.85 is 0.84999999999999998.
// error: conversion from .double. to non-scalar type .const nkdose::Decimal
#include "dosing/number/decimal.hpp"

using namespace nkdose;

#ifdef WRONG
const Decimal of_women = 0.85;
#else
const Decimal of_women = 0.85_d;
#endif
