#include "cli/fhir/read/quantity.hpp"

#include "cli/fhir/terms.hpp"
#include "cli/fhir/ucum.hpp"
#include "dosing/text/quantity_text.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/protocol/drug_names.hpp"

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

// What may stand in braces and say nothing new; of a drug its own names, too.
struct Remark {
  UnitKind kind;
  std::string_view text; ///< in small letters, with blanks
};
constexpr Remark remarks[] = {
    {UnitKind::height, "height"},
    {UnitKind::height, "body height"},
    {UnitKind::weight, "weight"},
    {UnitKind::weight, "body weight"},
    {UnitKind::creatinine, "serum"},
    {UnitKind::creatinine, "plasma"},
    {UnitKind::creatinine, "serum creatinine"},
    {UnitKind::creatinine, "creatinine"},
    {UnitKind::level, "bsa"},
    {UnitKind::level, "body surface area"},
    {UnitKind::cells, "body weight"},
    {UnitKind::cells, "bw"},
    {UnitKind::weight, "bw"},
    {UnitKind::age, "age"},
};
// Of a count it is what is counted: 10*6 alone might be anything's.
constexpr std::string_view counted = "cells";

std::string in_plain_words(std::string_view annotation) {
  std::string text = lower_case(annotation);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

/// A unit that was read: its row, or what in its braces cannot be passed over.
struct UnitRead {
  const UnitTerm* term = nullptr;
  std::string remark = {};
  std::string misread = {}; ///< as of a `UcumExpression`
};

class UnitReader {
public:
  UnitReader(UnitKind kind, std::string_view drug) : kind_(kind), drug_(drug) {}

  /// Of an expression of UCUM: the row that is the same unit, however it is written.
  UnitRead read(std::string_view text) const {
    const auto expression = read_ucum(text);
    if (!expression) return {};
    UnitRead result{.misread = expression->misread};
    for (const UnitTerm& one : unit_terms)
      if (one.kind == kind_ && is_same(*expression, *read_ucum(one.code))) result.term = &one;
    for (const std::string& annotation : expression->annotations)
      if (!is_known(annotation)) result.remark = annotation;
    return result;
  }

private:
  static bool is_same(const UcumExpression& a, const UcumExpression& b) {
    return a.unit == b.unit && counts_cells(a) == counts_cells(b);
  }
  static bool counts_cells(const UcumExpression& expression) {
    return any_of(expression.annotations, [](const std::string& annotation) {
      return in_plain_words(annotation) == counted;
    });
  }
  bool is_known(std::string_view annotation) const {
    const std::string text = in_plain_words(annotation);
    if (kind_ == UnitKind::cells && text == counted) return true;
    if (!drug_.empty() && (text == drug_ || holds(full_names_of(drug_), text))) return true;
    return any_of(remarks,
                  [&](const Remark& one) { return one.kind == kind_ && one.text == text; });
  }

  UnitKind kind_;
  std::string_view drug_;
};

// Of a text for people, without a code: one of our own symbols.
const UnitTerm* term_of_symbol(UnitKind kind, std::string_view text) {
  const auto found =
      std::find_if(std::begin(unit_terms), std::end(unit_terms), [&](const UnitTerm& one) {
        return one.kind == kind && one.symbol.starts_with(' ') && one.symbol.substr(1) == text;
      });
  return found == std::end(unit_terms) ? nullptr : found;
}

std::string known_codes(UnitKind kind) {
  std::vector<std::string_view> codes;
  for (const UnitTerm& one : unit_terms)
    if (one.kind == kind) codes.push_back(one.code);
  return fmt::format("write one of the UCUM codes {}", fmt::join(codes, ", "));
}

// A number beside the unit that is asked for, where the one that is written has no row.
void report_unknown(const FhirElement& named, UnitKind kind, const UnitRead& read,
                    FhirProblems& problems) {
  const auto written = read_ucum(named.text());
  const bool is_without_time =
      kind == UnitKind::level && written && written->unit == read_ucum("mg/m2")->unit;
  if (is_without_time)
    problems.report(named, Fault::no_time, "mg/m2 does not say whether it is a day's or a course's",
                    "say per day: mg/m2/d");
  else if (!read.misread.empty())
    problems.report(
        named, Fault::wrong_unit,
        fmt::format("{} means {}: a point multiplies, behind a slash and between digits too",
                    in_quotes(named.text()), read.misread),
        known_codes(kind));
  else
    problems.report(named, Fault::wrong_unit,
                    fmt::format("the unit {} is not known here", in_quotes(named.text())),
                    known_codes(kind));
}

const UnitTerm* unit_of(const FhirElement& quantity, UnitKind kind, std::string_view drug,
                        FhirProblems& problems) {
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
  const UnitReader reader(kind, drug);
  UnitRead read = reader.read(named.text());
  if (!read.term && !code) read.term = term_of_symbol(kind, named.text());
  if (!read.term) {
    report_unknown(named, kind, read, problems);
    return nullptr;
  }
  if (!read.remark.empty()) {
    problems.report(named, Fault::contradiction,
                    fmt::format("people read {} beside the unit", in_quotes(read.remark)),
                    fmt::format("ask what is meant, and write {}", read.term->code));
    return nullptr;
  }
  if (code && unit && !holds(read.term->words, unit.text())) {
    const UnitRead of_people = reader.read(unit.text());
    if (of_people.term == read.term && of_people.remark.empty()) return read.term;
    problems.report(unit, Fault::contradiction,
                    fmt::format("people read {}, and the code says {}", in_quotes(unit.text()),
                                in_quotes(code.text())),
                    fmt::format("ask which one is meant; beside {} write {}", code.text(),
                                read.term->words[0]));
    return nullptr;
  }
  return read.term;
}

struct WrittenCreatinine {
  Decimal number, last_place; ///< in its unit
  Decimal unit;               ///< in umol/L
  Decimal value;              ///< likewise
};

std::optional<WrittenCreatinine> written_creatinine(std::string_view text) {
  const std::string_view digits = text.substr(0, text.find_first_not_of("0123456789."));
  const auto number = read_number(digits);
  const auto value = read_creatinine(text),
             unit = read_creatinine(fmt::format("1{}", text.substr(digits.size())));
  if (!number || !value || !unit) return std::nullopt;
  Decimal last_place = 1_d;
  const std::size_t point = digits.find('.');
  for (std::size_t i = point; point != digits.npos && i + 1 < digits.size(); ++i)
    last_place = last_place / 10_d;
  return WrittenCreatinine{*number, last_place, unit->value(), value->value()};
}

bool is_rounded_from(const WrittenCreatinine& one, const WrittenCreatinine& other) {
  return one.last_place > 0_d &&
         round_half_up(other.value / one.unit, one.last_place) == one.number;
}

} // namespace

bool is_per_surface(std::string_view unit) {
  const auto expression = read_ucum(unit);
  return unit.starts_with("mg/m2") ||
         (expression && expression->unit.exponents[UcumUnit::metre] == -2 &&
          expression->unit.exponents[UcumUnit::gram] == 1);
}

bool is_one_creatinine(std::string_view one, std::string_view other) {
  const auto first = written_creatinine(one), second = written_creatinine(other);
  if (!first || !second) return false;
  return first->value == second->value ||
         (first->unit != second->unit &&
          (is_rounded_from(*first, *second) || is_rounded_from(*second, *first)));
}

std::optional<Decimal> last_place_of_creatinine(std::string_view text) {
  const auto written = written_creatinine(text);
  return written ? std::optional(written->last_place * written->unit) : std::nullopt;
}

std::optional<std::string> case_text(const FhirElement& quantity, UnitKind kind,
                                     FhirProblems& problems, std::string_view drug) {
  const FhirElement value = quantity["value"];
  if (value && value.value().type == Value::Type::text) {
    problems.report(value, Fault::wrong_type,
                    fmt::format("a number in quotes is a text: {}", in_quotes(value.text())),
                    "write the number without quotes, as in {\"value\": 58.4, ...}");
    return std::nullopt;
  }
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
  const UnitTerm* unit = unit_of(quantity, kind, drug, problems);
  if (!unit) return std::nullopt;
  return std::string(value.value().literal) + std::string(unit->symbol);
}

} // namespace nkdose
