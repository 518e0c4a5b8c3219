// A filtration rate per 1.73 m2 is another number in the patient than a clearance in mL/min.
// error: cannot convert .Kind<nkdose::PerStandardSurface.* to .Kind<nkdose::WholePerson
#include "dosing/drug/dose.hpp"

using namespace nkdose;

const RenalBand& band(const RenalBands& bands, Flow rate) {
#ifdef WRONG
  return bands.of(IndexedFiltrationRate(rate));
#else
  return bands.of(CreatinineClearance(rate));
#endif
}
