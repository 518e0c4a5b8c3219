// Body surface area: the formulas, each with its source, and the two ways of rounding it.
#pragma once

#include "dosing/number/kinds.hpp"
#include "dosing/text/name.hpp"

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace nkdose {

enum class Sex { female, male };
constexpr std::array<std::string_view, 2> sex_words{"female", "male"}; ///< in that order

/// What a formula may be used for: a dose, or only beside another formula.
enum class Use { dosing, comparison };

/// One published formula. `area` takes the height (50 to 250 cm), the weight (10 to 350 kg) and the
/// sex, and is total on them; its result is cut at the ninth decimal; where the
/// equation has a real exponent, that decimal is one off at most.
struct SurfaceFormula {
  std::string_view id;
  std::string_view equation; ///< H in cm, W in kg
  std::string_view citation;
  std::string_view population;
  Use use;
  bool needs_sex;
  bool verified; ///< coefficients seen in the paper, an abstract or several independent sources
  UnroundedSurface (*area)(Height, ActualWeight, Sex);
};

/// Every formula, in the order in which they are listed. The first is Mosteller, the default.
std::span<const SurfaceFormula> surface_formulas();
const SurfaceFormula* find_surface_formula(std::string_view id);
const SurfaceFormula& mosteller();

/// To 0.01 m2, half up, before it is used; or cut at the sixth decimal and used so.
enum class SurfaceRounding { hundredth, none };
constexpr BodySurface as_used(UnroundedSurface area, SurfaceRounding rounding) {
  const Decimal number = area.quantity().value();
  return in<BodySurface>(rounding == SurfaceRounding::hundredth ? round_half_up(number, 0.01_d)
                                                                : cut_to(number, 6));
}

} // namespace nkdose
