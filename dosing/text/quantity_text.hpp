// The only place where text meets units.
//
// "58.4 kg" becomes a weight; "58.4" is refused, for a number without its unit is half an order;
// "30 mg/m2" is refused, for it does not say whether it is a day's dose or a course's.
#pragma once

#include "dosing/number/kinds.hpp"
#include "dosing/text/checked.hpp"

#include <span>
#include <string>

namespace nkdose {

/// How a unit becomes the unit of the house.
struct UnitSymbol {
  std::string_view symbol;
  Decimal factor = 1_d;     ///< times this
  Decimal divisor = 1_d;    ///< divided by this
  Decimal step = Decimal(); ///< then rounded half up to this; 0: exact
};

/// What is measured, and the units it may be written in.
struct Measure {
  std::string_view name;
  std::string_view example;
  std::span<const UnitSymbol> units;
  bool exponent = false; ///< cell counts may be written 1e9
  bool whole = false;    ///< whole numbers only
};

/// The measures that a field of a case or an order can be in.
namespace measure {
extern const Measure height, weight, creatinine, clearance, level, drug_mass, cells,
    cell_concentration, cells_per_kg, volume, percent, endotoxin, years, days;
}

/// Every measure with its units, for `nkdose list units`.
std::span<const Measure* const> measures();

/// What the readers below take, as a regular expression without anchors in the dialect of JSON
/// Schema (ECMA-262) that other languages share. It knows digits, decimals and units; how large a
/// number may be, only the reader knows.
std::string pattern_of(const Measure& measure);
std::string pattern_of_number();                    ///< of `read_number`
std::string pattern_of_whole();                     ///< of `read_whole`
std::string pattern_in_unit(std::string_view unit); ///< of `read_in_unit`
std::string pattern_of_word(std::string_view word); ///< of exactly this text

/// A number as nearly every one is written (dosing/number/plain_number). Nothing for anything else,
/// which the readers below look at closely.
std::optional<Decimal> plain_number(std::string_view text);
std::optional<Decimal> plain_cell_number(std::string_view text);

/// Digits and at most one point, at most 6 decimals and 9 digits before them; no sign, no exponent.
Reading<Decimal> read_number(std::string_view text);
/// A number with a unit of the measure, in the unit of the house.
Reading<Decimal> read_quantity(std::string_view text, const Measure& measure);

Reading<Height> read_height(std::string_view text);       ///< cm, m, mm, in
Reading<ActualWeight> read_weight(std::string_view text); ///< kg, g, lb (to 0.001 kg, half up)
Reading<SerumCreatinine> read_creatinine(std::string_view text); ///< umol/L, mg/dL
Reading<DoseLevel> read_level(std::string_view text);            ///< mg/m2/day
Reading<DrugMass> read_drug_mass(std::string_view text);         ///< mg, g
Reading<CellCount> read_cells(std::string_view text);            ///< cells; exponents allowed
Reading<CellConcentration> read_cell_concentration(std::string_view text); ///< cells/mL
Reading<Volume> read_volume(std::string_view text);                        ///< mL
Reading<Flow> read_clearance(std::string_view text);                       ///< mL/min
Reading<BodySurface> read_surface(std::string_view text);                  ///< m2
Reading<DrugConcentration> read_drug_concentration(std::string_view text); ///< mg/mL
/// The strength of a solution that is drawn up: whole mg/mL, from 1 to 1,000, of which 0.01 mg is
/// an exact volume (20, 25, 100; not 30).
Reading<DrugConcentration> read_strength(std::string_view text);
Reading<Duration> read_duration(std::string_view text);             ///< min, h, d
Reading<CellsPerKilogram> read_cells_per_kg(std::string_view text); ///< cells/kg
/// Cells, or cells/kg.
Reading<CellLevel> read_cell_level(std::string_view text);
Reading<EndotoxinConcentration> read_endotoxin(std::string_view text); ///< EU/mL
Reading<EndotoxinLoad> read_endotoxin_load(std::string_view text);     ///< EU/kg/h
Reading<DmsoPerKilogram> read_dmso(std::string_view text);             ///< mg/kg, g/kg
Reading<DrugConcentration> read_density(std::string_view text);        ///< g/mL
Reading<Flow> read_flow(std::string_view text);                        ///< mL/min
Reading<Decimal> read_percent(std::string_view text); ///< %, 0 to 100 is not checked here
Reading<int> read_years(std::string_view text);       ///< y, whole
Reading<int> read_days(std::string_view text);        ///< d, whole
/// A number in exactly this unit, which a data file names ("10^9/L", "month" or "months"); without
/// one where the unit is empty. From 0 to `most`.
Reading<Decimal> read_in_unit(std::string_view text, std::string_view unit, Decimal most);
/// A whole number without a unit, for day numbers and versions; a leading minus is allowed.
Reading<int> read_whole(std::string_view text);

} // namespace nkdose
