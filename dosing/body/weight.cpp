#include "dosing/body/weight.hpp"

namespace nkdose {
std::string_view to_text(WeightBasis basis) {
  switch (basis) {
  case WeightBasis::actual:
    return "actual";
  case WeightBasis::ideal:
    return "ideal";
  case WeightBasis::adjusted:
    return "adjusted";
  }
  return {};
}

} // namespace nkdose
