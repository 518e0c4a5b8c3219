#include "cli/fhir/terms.hpp"

namespace nkdose {
namespace {

using enum Observable;
constexpr ObservableTerm terms[] = {
    {height,
     "height",
     "vital-signs",
     {{{"8302-2", "Body height"}}},
     {"3137-7", "3138-5", "8306-3", "8307-1", "8308-9"}},
    {weight,
     "weight",
     "vital-signs",
     {{{"29463-7", "Body weight"}}},
     {"3141-9", "3142-7", "8335-2", "8341-0", "8350-1"}},
    {creatinine,
     "serum creatinine",
     "laboratory",
     {{{"14682-9", "Creatinine [Moles/volume] in Serum or Plasma"},
       {"2160-0", "Creatinine [Mass/volume] in Serum or Plasma"}}},
     {"38483-4", "59826-8", "77140-2", "21232-4"}},
    {surface,
     "body surface area",
     "exam",
     {{{"8277-6", "Body surface area"}, {"3140-1", "Body surface area Derived from formula"}}}},
    {clearance,
     "creatinine clearance",
     "laboratory",
     {{{"35591-7",
        "Creatinine renal clearance predicted by Cockcroft-Gault formula in Serum or Plasma"}}}},
    {age, "age on the first drug day", "exam", {{{"30525-0", "Age"}}}},
};

} // namespace

std::string_view system_of(DrugCode::System system) {
  return system == DrugCode::System::rxnorm ? rxnorm_system : atc_system;
}

std::span<const ObservableTerm> observable_terms() {
  return terms;
}

const ObservableTerm& term_of(Observable what) {
  return terms[static_cast<std::size_t>(what)]; // in the order of the enumeration
}

} // namespace nkdose
