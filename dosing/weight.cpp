#include "dosing/weight.hpp"

namespace nkdose {
namespace {
Decimal parts_of(ActualWeight weight) {
  return weight.quantity().value() * IdealWeight::parts_per_kilogram;
}
} // namespace

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

IdealWeight ideal_weight(Sex sex, Height height) {
  const Decimal base = sex == Sex::male ? 50_d : 45.5_d;
  return IdealWeight((base - 2.3_d * 60) * IdealWeight::parts_per_kilogram +
                     2.3_d * 50 * height.value());
}

AdjustedWeight adjusted_weight(IdealWeight ideal, ActualWeight actual) {
  return AdjustedWeight((exact(0.6_d, ideal.parts()) + exact(0.4_d, parts_of(actual))).cut());
}

bool above_130_percent(ActualWeight actual, IdealWeight ideal) {
  return exact(parts_of(actual), 100_d) > exact(ideal.parts(), 130_d);
}

bool below_ideal(ActualWeight actual, IdealWeight ideal) {
  return parts_of(actual) < ideal.parts();
}

} // namespace nkdose
