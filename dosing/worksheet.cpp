#include "dosing/worksheet.hpp"

#include <type_traits>

namespace nkdose {
namespace {

SurfaceSteps surface_sheet(const Patient& patient, const TreatmentRule& rule) {
  const UnroundedSurface unrounded =
      rule.formula->area(patient.height, patient.weight, patient.sex);
  const UnroundedSurface by_mosteller =
      rule.formula == &mosteller() ? unrounded
                                   : mosteller().area(patient.height, patient.weight, patient.sex);
  const BodySurface before_cap = as_used(unrounded, rule.surface_rounding);
  const bool capped = rule.surface_cap && before_cap > *rule.surface_cap;
  return {
      rule.formula, unrounded, by_mosteller, before_cap, capped ? *rule.surface_cap : before_cap,
      capped};
}

// The renal rule on a calculated dose; nothing where it allows none.
std::optional<AdjustedDose> adjusted_dose(CalculatedDose calculated, BodySurface area,
                                          const RenalAdjustment& adjustment) {
  if (const auto* reduced = std::get_if<ReducedByFraction>(&adjustment))
    return AdjustedDose(in<DailyDose>(calculated.quantity().value() * reduced->fraction));
  if (const auto* reduced = std::get_if<ReducedToLevel>(&adjustment))
    return AdjustedDose(reduced->level * area);
  if (std::holds_alternative<FullLevel>(adjustment)) return AdjustedDose(calculated.quantity());
  return std::nullopt;
}

// The whole chain on another area, for comparison.
RoundedDose rounded_dose(DoseLevel level, BodySurface area, const RenalAdjustment& adjustment,
                         const DoseRule& rule) {
  const auto adjusted = adjusted_dose(CalculatedDose(level * area), area, adjustment);
  return round_dose(*adjusted, rule.range.high * area, rule.rounding).dose;
}

std::optional<PreparedDose> preparation(RoundedDose dose, int remaining, const DoseRule& rule) {
  if (!rule.preparation || remaining == 0) return std::nullopt;
  const auto first_left = static_cast<std::size_t>(rule.doses - remaining);
  return prepare(dose.quantity() * in<DoseDays>(1_d),
                 std::span(rule.days).subspan(first_left, static_cast<std::size_t>(remaining)),
                 *rule.preparation);
}

DoseSteps daily_doses(CalculatedDose calculated, AdjustedDose adjusted,
                      const DrugPrescription& order, const RenalAdjustment& adjustment,
                      const DoseRule& rule, const SurfaceSteps& surface) {
  const CalculatedDose top(rule.range.high * surface.used);
  const auto [rounded, made] = round_dose(adjusted, top.quantity(), rule.rounding);
  const int remaining = order.remaining_doses.value_or(rule.doses);
  return DoseSteps{
      .calculated = calculated,
      .adjusted = adjusted,
      .rounded = rounded,
      .rounding = made,
      .allowed_high = top,
      .without_cap = surface.capped
                         ? rounded_dose(*order.level, surface.before_cap, adjustment, rule)
                         : rounded,
      .course = order.given + rounded.quantity() * in<DoseDays>(Decimal(remaining)),
      .preparation = preparation(rounded, remaining, rule),
  };
}

// What `make` makes, made where it stays: 49 instructions a row of a batch less than a copy.
template <class Make>
struct Made {
  Make make;
  operator std::invoke_result_t<Make>() const { return make(); }
};
template <class Make>
Made(Make) -> Made<Make>; // which Clang 14 does not find by itself

void fill_drug(const DrugPrescription& order, const DoseRule& rule, const SurfaceSteps& surface,
               const CreatinineClearance* clearance, DrugSteps& sheet) {
  sheet.drug = rule.drug;
  sheet.level = order.level;
  if (!order.level) return;
  sheet.adjustment = clearance ? renal_adjustment(rule, *order.level, *clearance)
                               : renal_adjustment(rule, *order.level, std::nullopt);
  const CalculatedDose calculated(*order.level * surface.used);
  if (const auto adjusted = adjusted_dose(calculated, surface.used, sheet.adjustment))
    sheet.doses.emplace(Made{[&] {
      return daily_doses(calculated, *adjusted, order, sheet.adjustment, rule, surface);
    }});
}

} // namespace

RoundedDose from_unrounded_area(DoseLevel level, const RenalAdjustment& adjustment,
                                const DoseRule& rule, const SurfaceSteps& surface) {
  const BodySurface unrounded = as_used(surface.unrounded, SurfaceRounding::none);
  return rounded_dose(level, surface.capped ? surface.used : unrounded, adjustment, rule);
}

Worksheet compute(const Patient& patient, const Prescription& order, const TreatmentRule& rule) {
  Worksheet sheet(surface_sheet(patient, rule),
                  cell_assignment(order.cells, patient.weight, rule.cells), rule.drug_count);
  if (patient.creatinine)
    sheet.clearances.emplace(patient.sex, patient.age, patient.height, patient.weight,
                             *patient.creatinine, rule.clearance_weight);
  if (patient.measured_clearance)
    sheet.clearance = patient.measured_clearance;
  else if (sheet.clearances)
    sheet.clearance = sheet.clearances->used;
  const CreatinineClearance* const used = sheet.clearance ? &*sheet.clearance : nullptr;
  for (std::size_t i = 0; i < rule.drug_count; ++i)
    fill_drug(order.drugs[i], rule.drugs[i], sheet.surface, used, sheet.drugs[i]);
  const int given = rule.cells.infusions - order.remaining_infusions.value_or(rule.cells.infusions);
  if (!order.bags.empty()) sheet.infusions = share_bags(order.bags, sheet.cells, rule.cells, given);
  return sheet;
}

} // namespace nkdose
