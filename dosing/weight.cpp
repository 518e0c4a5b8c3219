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
  constexpr auto at_no_height = [](Decimal at_60_inches) {
    return (at_60_inches - 2.3_d * 60) * IdealWeight::parts_per_kilogram;
  };
  constexpr Decimal male = at_no_height(50_d), female = at_no_height(45.5_d);
  constexpr Decimal parts_per_centimetre = 2.3_d * 50;
  return IdealWeight((sex == Sex::male ? male : female) + parts_per_centimetre * height.value());
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
