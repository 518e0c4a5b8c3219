// Rounding, half up and in whole steps, and the policy a site sets for a drug.
#pragma once

#include "dosing/drug/vials.hpp"
#include "dosing/number/kinds.hpp"

namespace nkdose {

struct BandTable;

/// How a dose is rounded, and how far that may carry it from the adjusted dose. Whole vials come
/// first where they are near enough; otherwise a band table where there is one; otherwise steps.
struct RoundingPolicy {
  DailyDose step = in<DailyDose>(1_d);        ///< from `fine_below` up
  DailyDose fine_step = in<DailyDose>(0.1_d); ///< below `fine_below`
  DailyDose fine_below = in<DailyDose>(10_d); ///< judged on the adjusted dose
  bool by_volume = false; ///< the site set its steps in mL; times the strength they are these
  const BandTable* bands = nullptr;           ///< outlives the policy
  std::optional<Decimal> whole_vials_percent; ///< how far whole vials may be from the dose
  DrugConcentration strength{};  ///< of the named presentation, where one of these needs it
  VialStock vials;               ///< likewise
  bool within_range = false;     ///< down, where up would leave the protocol's range
  Decimal warning_percent = 5_d; ///< D005 strictly above it
  Decimal stop_percent = 10_d;   ///< D006 strictly above it
};

/// What a dose was rounded to.
enum class RoundedTo { step, band, whole_vials, outside_bands };

struct RoundingMade {
  RoundedTo to = RoundedTo::step;
  bool down = false;    ///< to stay within the protocol's range
  std::size_t band = 0; ///< its place in the table
};
struct Rounding {
  RoundedDose dose;
  RoundingMade made;
};

/// The step that applies to a dose.
inline DailyDose step_for(AdjustedDose adjusted, const RoundingPolicy& policy) {
  return adjusted.quantity() < policy.fine_below ? policy.fine_step : policy.step;
}

/// Up only as far as the top; a dose that is above it already is not touched.
inline bool must_go_down(RoundedDose dose, AdjustedDose adjusted, DailyDose top,
                         const RoundingPolicy& policy) {
  return policy.within_range && dose.quantity() > top && adjusted.quantity() <= top;
}

inline Rounding round_to_step(AdjustedDose adjusted, DailyDose top, const RoundingPolicy& policy) {
  const Decimal value = adjusted.quantity().value();
  const Decimal step = step_for(adjusted, policy).value();
  const RoundedDose dose(in<DailyDose>(round_half_up(value, step)));
  if (dose.quantity().value() > step && must_go_down(dose, adjusted, top, policy))
    return {RoundedDose(in<DailyDose>(dose.quantity().value() - step)), {RoundedTo::step, true}};
  return {dose, {RoundedTo::step}};
}

/// To whole vials or to a band; nothing where it is the steps' turn.
std::optional<Rounding> round_to_stock(AdjustedDose adjusted, DailyDose top,
                                       const RoundingPolicy& policy);

/// `top` is the range's top on this patient's area. A dose outside the band table stays as it is
/// (and D011 stops the plan).
inline Rounding round_dose(AdjustedDose adjusted, DailyDose top, const RoundingPolicy& policy) {
  if (policy.whole_vials_percent || policy.bands != nullptr)
    if (const auto rounding = round_to_stock(adjusted, top, policy)) return *rounding;
  return round_to_step(adjusted, top, policy);
}

/// |rounded / adjusted - 1| above a limit in per cent, compared as products: 10.5 against 10 is
/// exactly 5 % and not above it.
inline bool deviates_by_more_than(Decimal percent, RoundedDose rounded, AdjustedDose adjusted) {
  const Decimal difference = (rounded.quantity() - adjusted.quantity()).value();
  return exact(difference, 100_d).magnitude() > exact(percent, adjusted.quantity().value());
}

/// rounded / adjusted - 1 in per cent, cut toward zero; `adjusted` above zero.
Decimal deviation_percent(RoundedDose rounded, AdjustedDose adjusted);

} // namespace nkdose
