// The worksheet: a patient and a rule become doses, with every intermediate kept.
#pragma once

#include "dosing/body/patient.hpp"
#include "dosing/cells/bags.hpp"
#include "dosing/drug/dose.hpp"

namespace nkdose {

/// What was ordered for one drug, and what of it has been given already.
struct DrugPrescription {
  std::optional<DoseLevel> level;
  std::optional<int> remaining_doses; ///< none: all of the rule's doses
  DrugMass given{};                   ///< in all
  /// The lowest and the highest dose given; none where none was.
  std::optional<std::pair<DailyDose, DailyDose>> given_extremes;
  /// What the dose depends on was measured after one of them was given.
  bool measured_since = false;
};

constexpr std::size_t most_drugs = 4;

/// Everything that the doses depend on besides the patient: protocol, site and order in one.
struct TreatmentRule {
  const SurfaceFormula* formula = &mosteller();
  SurfaceRounding surface_rounding = SurfaceRounding::hundredth;
  std::optional<BodySurface> surface_cap;
  WeightBasis clearance_weight = WeightBasis::actual;
  std::optional<CreatinineClearance> lowest_clearance; ///< the protocol's limit
  int youngest = 1, oldest = 120;                      ///< the protocol's limits, in years
  bool formula_named = true; ///< by site or protocol; otherwise only the case chose it
  std::optional<int> weight_days, creatinine_days; ///< how old the site lets a measurement be
  std::array<DoseRule, most_drugs> drugs{};
  std::size_t drug_count = 0;
  CellRule cells{};

  std::span<const DoseRule> all_drugs() const { return {drugs.data(), drug_count}; }
};

struct Prescription {
  std::array<DrugPrescription, most_drugs> drugs{}; ///< in the order of the rule
  std::optional<CellLevel> cells;
  std::optional<int> remaining_infusions = {}; ///< none: all of the list
  std::vector<Certificate> bags;
};

struct SurfaceSteps {
  const SurfaceFormula* formula;
  UnroundedSurface unrounded;
  UnroundedSurface mosteller; ///< for comparison
  BodySurface before_cap;
  BodySurface used;
  bool capped;
};

/// A dose and the steps that lead to it; each is the input of the next, as printed.
struct DoseSteps {
  CalculatedDose calculated;   ///< level x area
  AdjustedDose adjusted;       ///< after the renal rule
  RoundedDose rounded;         ///< by the site's policy
  RoundingMade rounding;       ///< how
  CalculatedDose allowed_high; ///< the top of the protocol's range on this area
  RoundedDose without_cap;     ///< what the dose would be without the protocol's area cap
  DrugMass course;             ///< given + remaining daily doses
  /// None where no presentation is named, or nothing is left to give.
  std::optional<PreparedDose> preparation = {};

  /// rounded / adjusted - 1
  Decimal deviation_percent() const { return nkdose::deviation_percent(rounded, adjusted); }
};

struct DrugSteps {
  /// Not constexpr: of a constant the compiler would fill all its room with zeros, which is 537
  /// instructions a row of a batch, of 4,600.
  DrugSteps() {}

  Name drug;
  std::optional<DoseLevel> level;
  RenalAdjustment adjustment;
  std::optional<DoseSteps> doses; ///< none without a level, or where the renal rule allows none
};

struct Worksheet {
  Worksheet(const SurfaceSteps& of_surface, const CellAssignment& of_cells, std::size_t of_drugs)
      : surface(of_surface), drug_count(of_drugs), cells(of_cells) {}

  SurfaceSteps surface;
  std::optional<Clearances> clearances; ///< the estimate; none without a creatinine
  /// As it is used: the patient's measured one, else the estimate.
  std::optional<CreatinineClearance> clearance;
  std::array<DrugSteps, most_drugs> drugs;
  std::size_t drug_count;
  CellAssignment cells;
  std::vector<InfusionMade> infusions; ///< those that are left; empty without a certificate

  std::span<const DrugSteps> all_drugs() const { return {drugs.data(), drug_count}; }
};

/// The bottom of the protocol's range on this area: no dose depends on it.
inline CalculatedDose allowed_low(const DoseRule& rule, const SurfaceSteps& surface) {
  return CalculatedDose(rule.range.low * surface.used);
}

/// What a dose would be without rounding the area (finding B004).
RoundedDose from_unrounded_area(DoseLevel level, const RenalAdjustment& adjustment,
                                const DoseRule& rule, const SurfaceSteps& surface);

/// Total on admitted inputs: no error, no clock, no file, no silent clamp.
Worksheet compute(const Patient& patient, const Prescription& order, const TreatmentRule& rule);

} // namespace nkdose
