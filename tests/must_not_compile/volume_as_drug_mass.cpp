// 2 mL of fludarabine is 50 mg: a volume is no mass until a strength is multiplied in.
// error: conversion from .quantity.*Volume.*to non-scalar type.*DrugMass.*requested
#include "dosing/number/units.hpp"

using namespace nkdose;

using Strength = Quantity<unit::Over<unit::Milligram, unit::Millilitre>>;

#ifdef WRONG
const DrugMass vial = in<Volume>(2_d);
#else
const DrugMass vial = in<Volume>(2_d) * in<Strength>(25_d);
#endif
