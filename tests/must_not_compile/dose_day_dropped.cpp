// A daily dose is not the mass of a course: three days have to be multiplied in.
// error: conversion from .quantity.*DoseDay.*requested
#include "dosing/number/units.hpp"

using namespace nkdose;

#ifdef WRONG
const DrugMass course = in<DailyDose>(49_d);
#else
const DrugMass course = in<DailyDose>(49_d) * in<DoseDays>(3_d);
#endif
