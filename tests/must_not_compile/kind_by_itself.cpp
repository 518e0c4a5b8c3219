// A quantity gets a meaning only where somebody says so.
// error: conversion from .*BodyMass.*to non-scalar type .*ActualWeight.* requested
#include "dosing/number/kinds.hpp"

using namespace nkdose;

#ifdef WRONG
const ActualWeight weight = in<BodyMass>(58.4_d);
#else
const ActualWeight weight(in<BodyMass>(58.4_d));
#endif
