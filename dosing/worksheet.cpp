#include "dosing/worksheet.hpp"

namespace nkdose {
namespace {

SurfaceSheet surface_sheet(const Patient& patient, const TreatmentRule& rule) {
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

std::optional<PreparationSheet> preparation(RoundedDose dose, int remaining, const DoseRule& rule) {
  if (!rule.preparation || remaining == 0) return std::nullopt;
  const auto first_left = static_cast<std::size_t>(rule.doses - remaining);
  return prepare(dose.quantity() * in<DoseDays>(1_d),
                 std::span(rule.days).subspan(first_left, static_cast<std::size_t>(remaining)),
                 *rule.preparation);
}

std::optional<DailyDoses> daily_doses(DoseLevel level, const DrugOrder& order,
                                      const RenalAdjustment& adjustment, const DoseRule& rule,
                                      const SurfaceSheet& surface) {
  const CalculatedDose calculated(level * surface.used);
  const auto adjusted = adjusted_dose(calculated, surface.used, adjustment);
  if (!adjusted) return std::nullopt;
  const CalculatedDose top(rule.range.high * surface.used);
  const auto [rounded, made] = round_dose(*adjusted, top.quantity(), rule.rounding);
  const BodySurface unrounded_area = as_used(surface.unrounded, SurfaceRounding::none);
  const BodySurface exact_area = surface.capped ? surface.used : unrounded_area;
  const int remaining = order.remaining_doses.value_or(rule.doses);
  return DailyDoses{
      .calculated = calculated,
      .adjusted = *adjusted,
      .rounded = rounded,
      .rounding = made,
      .deviation_percent = deviation_percent(rounded, *adjusted),
      .allowed_low = CalculatedDose(rule.range.low * surface.used),
      .allowed_high = top,
      .from_unrounded_area = rounded_dose(level, exact_area, adjustment, rule),
      .without_cap =
          surface.capped ? rounded_dose(level, surface.before_cap, adjustment, rule) : rounded,
      .course = order.given + rounded.quantity() * in<DoseDays>(Decimal(remaining)),
      .preparation = preparation(rounded, remaining, rule),
  };
}

DrugSheet drug_sheet(const DrugOrder& order, const DoseRule& rule, const SurfaceSheet& surface,
                     std::optional<CreatinineClearance> clearance) {
  DrugSheet sheet;
  sheet.drug = rule.drug;
  sheet.level = order.level;
  if (!order.level) return sheet;
  sheet.adjustment = renal_adjustment(rule, *order.level, clearance);
  sheet.doses = daily_doses(*order.level, order, sheet.adjustment, rule, surface);
  return sheet;
}

} // namespace

Worksheet compute(const Patient& patient, const Prescription& order, const TreatmentRule& rule) {
  Worksheet sheet(surface_sheet(patient, rule),
                  cell_assignment(order.cells, patient.weight, rule.cells), rule.drug_count);
  if (patient.creatinine)
    sheet.clearances = clearances(patient.sex, patient.age, patient.height, patient.weight,
                                  *patient.creatinine, rule.clearance_weight);
  const auto clearance = sheet.clearances ? std::optional(sheet.clearances->used()) : std::nullopt;
  for (std::size_t i = 0; i < rule.drug_count; ++i)
    sheet.drugs[i] = drug_sheet(order.drugs[i], rule.drugs[i], sheet.surface, clearance);
  const int given = rule.cells.infusions - order.remaining_infusions.value_or(rule.cells.infusions);
  if (!order.bags.empty()) sheet.infusions = share_bags(order.bags, sheet.cells, rule.cells, given);
  return sheet;
}

} // namespace nkdose
