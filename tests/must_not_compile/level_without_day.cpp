// mg/m2 is the level of a day or of a course, nobody knows: a rule takes mg/m2/day only.
// error: (could not|cannot) convert.*BodySurface.*DoseDay
#include "dosing/drug/dose.hpp"

using namespace nkdose;

using LevelWithoutDay = Quantity<unit::Over<unit::Milligram, unit::SquareMetre>>;

RenalAdjustment adjustment(const DoseRule& rule) {
#ifdef WRONG
  return renal_adjustment(rule, in<LevelWithoutDay>(30_d), std::nullopt);
#else
  return renal_adjustment(rule, in<DoseLevel>(30_d), std::nullopt);
#endif
}
