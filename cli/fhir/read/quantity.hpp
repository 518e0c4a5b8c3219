// Quantities of FHIR, in UCUM's units, become the texts that a case has them in.
#pragma once

#include "cli/fhir/read/element.hpp"

#include <optional>

namespace nkdose {

/// What is measured, as far as it decides which units are possible.
enum class UnitKind { height, weight, creatinine, age, level, dose, cells };

/// "58.4 kg" of {"value": 58.4, "unit": "kg", "system": "http://unitsofmeasure.org", "code": "kg"},
/// in any spelling that UCUM has of the unit ("mg/(m2.d)"); without a code, `unit` may be a symbol
/// that both know. Nothing, and a problem: another unit, system or type, a comparator, a `unit`
/// that contradicts the code, or braces that say more than the unit or another `drug`.
std::optional<std::string> case_text(const FhirElement& quantity, UnitKind kind,
                                     FhirProblems& problems, std::string_view drug = {});

/// Whether two texts of creatinines are of one value: 0.90 and 0.9 mg/dL are; and 0.9 mg/dL and 80
/// umol/L, where one is the other in its own unit, rounded to its last written place.
bool is_one_creatinine(std::string_view one, std::string_view other);
/// What the last written place is worth, in umol/L: the smaller, the less was rounded.
std::optional<Decimal> last_place_of_creatinine(std::string_view text);

/// Whether a unit reads like a level's: drug by body surface area.
bool is_per_surface(std::string_view unit);

} // namespace nkdose
