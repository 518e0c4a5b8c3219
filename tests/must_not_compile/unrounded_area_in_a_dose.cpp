// The area that is used is the area that is printed: the unrounded one makes no dose.
// error: no match for .operator\*. .operand types are .nkdose::DoseLevel.*UnroundedSurface
#include "dosing/body/surface.hpp"

using namespace nkdose;

DailyDose dose(DoseLevel level, UnroundedSurface area) {
#ifdef WRONG
  return level * area;
#else
  return level * as_used(area, SurfaceRounding::hundredth);
#endif
}
