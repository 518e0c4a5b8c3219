#include "cli/fhir/read/quantity.hpp"

#include "cli/fhir/terms.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <array>

namespace nkdose {
namespace {

struct UnitTerm {
  UnitKind kind;
  std::string_view code;                      ///< UCUM, case sensitive
  std::string_view symbol;                    ///< as a case writes it, after the number
  std::array<std::string_view, 8> words = {}; ///< that people read beside the code
};
// "µ" is the micro sign or the Greek letter, as keyboards have it.
constexpr UnitTerm unit_terms[] = {
    {UnitKind::height, "cm", " cm", {"cm", "centimeter", "centimeters", "centimetre", "厘米"}},
    {UnitKind::height, "m", " m", {"m", "meter", "meters", "metre", "米"}},
    {UnitKind::height, "mm", " mm", {"mm", "millimeter", "millimeters", "毫米"}},
    {UnitKind::height, "[in_i]", " in", {"in", "in_i", "[in_i]", "inch", "inches", "英寸"}},
    {UnitKind::weight, "kg", " kg", {"kg", "Kg", "kilogram", "kilograms", "千克", "公斤"}},
    {UnitKind::weight, "g", " g", {"g", "gram", "grams", "克"}},
    {UnitKind::weight,
     "[lb_av]",
     " lb",
     {"lb", "lbs", "lb_av", "[lb_av]", "pound", "pounds", "磅"}},
    {UnitKind::creatinine,
     "umol/L",
     " umol/L",
     {"umol/L", "umol/l", "µmol/L", "µmol/l", "μmol/L", "μmol/l", "微摩尔/升"}},
    {UnitKind::creatinine, "mg/dL", " mg/dL", {"mg/dL", "mg/dl", "毫克/分升"}},
    {UnitKind::age, "a", " y", {"a", "y", "yr", "year", "years", "岁"}},
    {UnitKind::level,
     "mg/m2/d",
     " mg/m2/day",
     {"mg/m2/d", "mg/m2/day", "mg/m²/d", "mg/m²/day", "mg/m^2/d", "mg/m^2/day"}},
    {UnitKind::dose, "mg", " mg", {"mg", "milligram", "milligrams", "毫克"}},
    {UnitKind::dose, "g", " g", {"g", "gram", "grams", "克"}},
    {UnitKind::cells, "{cells}", " cells", {"cells", "{cells}"}},
    {UnitKind::cells, "10*6{cells}", "e6 cells", {"10^6 cells", "10*6{cells}", "million cells"}},
    {UnitKind::cells, "10*9{cells}", "e9 cells", {"10^9 cells", "10*9{cells}", "billion cells"}},
    {UnitKind::cells, "{cells}/kg", " cells/kg", {"cells/kg", "{cells}/kg"}},
    {UnitKind::cells, "10*6{cells}/kg", "e6 cells/kg", {"10^6 cells/kg", "10*6{cells}/kg"}},
};

// The row of a code; of a text for people, where it is one of our own symbols too.
const UnitTerm* term(UnitKind kind, std::string_view text, bool is_code) {
  const auto found =
      std::find_if(std::begin(unit_terms), std::end(unit_terms), [&](const UnitTerm& one) {
        const bool is_symbol = one.symbol.starts_with(' ') && one.symbol.substr(1) == text;
        return one.kind == kind && (one.code == text || (!is_code && is_symbol));
      });
  return found == std::end(unit_terms) ? nullptr : found;
}

std::string known_codes(UnitKind kind) {
  std::vector<std::string_view> codes;
  for (const UnitTerm& one : unit_terms)
    if (one.kind == kind) codes.push_back(one.code);
  return fmt::format("write one of the UCUM codes {}", fmt::join(codes, ", "));
}

const UnitTerm* unit_of(const FhirElement& quantity, UnitKind kind, FhirProblems& problems) {
  const FhirElement system = quantity["system"], code = quantity["code"], unit = quantity["unit"];
  if (system && system.text() != ucum_system) {
    problems.report(system, Fault::wrong_unit,
                    fmt::format("the units of {} are not known here", in_quotes(system.text())),
                    fmt::format("write the system {}", ucum_system));
    return nullptr;
  }
  if (code && !system) {
    problems.report(code, Fault::wrong_unit, "a code without its system is nobody's code",
                    fmt::format("add the system {}", ucum_system));
    return nullptr;
  }
  const FhirElement named = code ? code : unit;
  if (!named) {
    problems.report(quantity, Fault::no_unit, "a number without a unit", known_codes(kind));
    return nullptr;
  }
  const UnitTerm* found = term(kind, named.text(), bool(code));
  if (kind == UnitKind::level && named.text() == "mg/m2")
    problems.report(named, Fault::no_time, "mg/m2 does not say whether it is a day's or a course's",
                    "say per day: mg/m2/d");
  else if (!found)
    problems.report(named, Fault::wrong_unit,
                    fmt::format("the unit {} is not known here", in_quotes(named.text())),
                    known_codes(kind));
  if (found && code && unit && !holds(found->words, unit.text())) {
    problems.report(
        unit, Fault::contradiction,
        fmt::format("people read {}, and the code says {}", in_quotes(unit.text()),
                    in_quotes(code.text())),
        fmt::format("ask which one is meant; beside {} write {}", code.text(), found->words[0]));
    return nullptr;
  }
  return found;
}

} // namespace

std::optional<std::string> case_text(const FhirElement& quantity, UnitKind kind,
                                     FhirProblems& problems) {
  const FhirElement value = quantity["value"];
  if (!value || value.value().type != Value::Type::number) {
    problems.report(value ? value : quantity, Fault::missing_key, "there is no number",
                    "write {\"value\": 58.4, \"system\": ..., \"code\": ...}");
    return std::nullopt;
  }
  if (const FhirElement comparator = quantity["comparator"]) {
    problems.report(
        comparator, Fault::number,
        fmt::format("the value is only known to be {} this number", in_quotes(comparator.text())),
        "a dose needs the value itself");
    return std::nullopt;
  }
  const UnitTerm* unit = unit_of(quantity, kind, problems);
  if (!unit) return std::nullopt;
  return std::string(value.value().literal) + std::string(unit->symbol);
}

} // namespace nkdose
