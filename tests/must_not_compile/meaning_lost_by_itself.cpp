// And loses it only visibly, by quantity().
// error: could not convert .weight. from .nkdose::ActualWeight.* to .nkdose::BodyMass
#include "dosing/number/kinds.hpp"

using namespace nkdose;

BodyMass mass(ActualWeight weight) {
#ifdef WRONG
  return weight;
#else
  return weight.quantity();
#endif
}
