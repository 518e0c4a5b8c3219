#include "dosing/text/quantity_text.hpp"

#include "dosing/number/plain_number.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/spelling.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

constexpr UnitSymbol height_units[] = {{"cm"}, {"m", 100_d}, {"mm", 1_d, 10_d}, {"in", 2.54_d}};
constexpr UnitSymbol weight_units[] = {
    {"kg"}, {"g", 1_d, 1000_d}, {"lb", 0.45359237_d, 1_d, 0.001_d}};
constexpr UnitSymbol creatinine_units[] = {{"umol/L"}, {"mg/dL", 88.4_d}, {"mmol/L", 1000_d}};
constexpr UnitSymbol level_units[] = {{"mg/m2/day"}};
constexpr UnitSymbol drug_mass_units[] = {{"mg"}, {"g", 1000_d}};
constexpr UnitSymbol cell_units[] = {{"cells", 1_d, 1'000'000_d}};
constexpr UnitSymbol concentration_units[] = {{"cells/mL", 1_d, 1'000'000_d}};
constexpr UnitSymbol volume_units[] = {{"mL"}};
constexpr UnitSymbol clearance_units[] = {{"mL/min"}};
constexpr UnitSymbol surface_units[] = {{"m2"}};
constexpr UnitSymbol drug_concentration_units[] = {{"mg/mL"}};
constexpr UnitSymbol duration_units[] = {{"min"}, {"h", 60_d}, {"d", 1440_d}};
constexpr UnitSymbol cells_per_kg_units[] = {{"cells/kg", 1_d, 1'000'000_d}};
constexpr UnitSymbol endotoxin_units[] = {{"EU/mL"}};
constexpr UnitSymbol endotoxin_load_units[] = {{"EU/kg/h"}};
constexpr UnitSymbol dmso_units[] = {{"mg/kg"}, {"g/kg", 1000_d}};
constexpr UnitSymbol density_units[] = {{"g/mL", 1000_d}};
constexpr UnitSymbol flow_units[] = {{"mL/min"}};
constexpr UnitSymbol percent_units[] = {{"%"}};
constexpr UnitSymbol year_units[] = {{"y"}};
constexpr UnitSymbol day_units[] = {{"d"}, {"w", 7_d}};

} // namespace

namespace measure {
constexpr Measure height{"height", "162 cm", height_units};
constexpr Measure weight{"weight", "58.4 kg", weight_units};
constexpr Measure creatinine{"serum creatinine", "62 umol/L", creatinine_units};
constexpr Measure clearance{"clearance", "50 mL/min", clearance_units};
constexpr Measure level{"dose level", "30 mg/m2/day", level_units};
constexpr Measure drug_mass{"drug mass", "49 mg", drug_mass_units};
constexpr Measure cells{"cell count", "1e9 cells", cell_units, true};
constexpr Measure cell_concentration{"cell concentration", "5e7 cells/mL", concentration_units,
                                     true};
constexpr Measure volume{"volume", "20 mL", volume_units};
constexpr Measure cells_per_kg{"cell level per kg", "1e6 cells/kg", cells_per_kg_units, true};
constexpr Measure endotoxin{"endotoxin", "0.5 EU/mL", endotoxin_units};
constexpr Measure percent{"per cent", "60 %", percent_units};
constexpr Measure years{"age", "42 y", year_units, false, true};
constexpr Measure days{"span of days", "7 d", day_units, false, true};
} // namespace measure

namespace {

constexpr Measure surface{"body surface area", "2 m2", surface_units};
constexpr Measure drug_concentration{"drug concentration", "20 mg/mL", drug_concentration_units};
constexpr Measure duration{"span of time", "30 min", duration_units};
constexpr Measure endotoxin_load{"endotoxin limit", "5 EU/kg/h", endotoxin_load_units};
constexpr Measure dmso{"DMSO limit", "1 g/kg", dmso_units};
constexpr Measure density{"density", "1.1 g/mL", density_units};
constexpr Measure flow{"infusion rate", "2 mL/min", flow_units};
constexpr const Measure* all_measures[] = {&measure::height,
                                           &measure::weight,
                                           &measure::creatinine,
                                           &measure::level,
                                           &measure::drug_mass,
                                           &measure::cells,
                                           &measure::cell_concentration,
                                           &measure::volume,
                                           &measure::clearance,
                                           &surface,
                                           &drug_concentration,
                                           &duration,
                                           &measure::cells_per_kg,
                                           &measure::endotoxin,
                                           &endotoxin_load,
                                           &dmso,
                                           &density,
                                           &flow,
                                           &measure::percent,
                                           &measure::years,
                                           &measure::days};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// What a laboratory writes for the unit that a data file names.
struct OtherUnit {
  std::string_view house, symbol;
  Decimal factor = 1_d, divisor = 1_d;
};
constexpr OtherUnit other_units[] = {
    {"g/L", "g/dL", 10_d},
    {"10^9/L", "/uL", 1_d, 1000_d},      // a litre has a million of them
    {"10^9/L", "cells/uL", 1_d, 1000_d}, //
    {"10^9/L", "/mm3", 1_d, 1000_d},     // 1 mm3 is 1 uL
    {"10^9/L", "10^3/uL"},
    {"10^9/L", "K/uL"},
};

// "month", which may be written in the plural.
bool is_word(std::string_view unit) {
  return !unit.empty() && all_of(unit, [](char c) { return c >= 'a' && c <= 'z'; });
}

TextFault number_fault(std::string_view text, std::string detail, std::string action) {
  return {Fault::number, fmt::format("{} {}", in_quotes(text), detail), std::move(action)};
}

// Why a text that should begin with a number does not, by the slips that people make.
TextFault not_a_number(std::string_view text) {
  const std::string plain = "write digits and one point, such as 58.4";
  if (text.empty()) return number_fault(text, "is empty", plain);
  if (text.front() == '-' || text.front() == '+')
    return number_fault(text, "has a sign", "write the number without a sign");
  if (text.front() == '.')
    return number_fault(text, "has no digit before its point", "write 0.8 instead of .8");
  if (text.starts_with("\xd9") || text.starts_with("\xe0"))
    return number_fault(text, "is written in digits of another script", "write the digits 0 to 9");
  return number_fault(text, "is not a number", plain);
}

constexpr Wide huge = Wide{1} << 80; // far above every limit, far below an overflow

struct Scanned {
  Wide digits = 0; // without the point
  int decimals = 0;
  std::string_view rest;

  Wide billionths() const {
    Wide result = digits;
    for (int i = decimals; i < 9 && result < huge; ++i)
      result *= 10;
    return result;
  }
};

constexpr int largest_exponent = 15;

// Digits as an exponent: "+09" is 9. Nothing where there are none; of a large one 99.
std::optional<int> take_exponent(std::string_view& rest) {
  if (rest.starts_with('+')) rest.remove_prefix(1);
  if (rest.empty() || !is_digit(rest.front())) return std::nullopt;
  int exponent = 0;
  for (; !rest.empty() && is_digit(rest.front()); rest.remove_prefix(1))
    exponent = std::min(exponent * 10 + (rest.front() - '0'), 99);
  return exponent;
}

void skip_blank(std::string_view& rest) {
  if (rest.starts_with(' ')) rest.remove_prefix(1);
}

// What may stand behind the digits of a cell count: e9, e+09, x 10^9 (as this program prints it),
// million.
Reading<int> take_power(std::string_view text, std::string_view& rest) {
  const TextFault too_large =
      number_fault(text, "has an exponent that is not 0 to 15", "write such as 1e9");
  const auto within = [&](std::optional<int> exponent) {
    return exponent && *exponent <= largest_exponent ? Reading<int>(*exponent) : too_large;
  };
  if (rest.size() > 1 && (rest[0] == 'e' || rest[0] == 'E') &&
      (is_digit(rest[1]) || rest[1] == '-' || rest[1] == '+')) {
    rest.remove_prefix(1);
    return within(take_exponent(rest));
  }
  std::string_view behind = rest;
  skip_blank(behind);
  constexpr std::string_view million = "million";
  if (lower_case(behind.substr(0, million.size())) == million) {
    rest = behind.substr(million.size());
    return 6;
  }
  if (!behind.starts_with('x') && !behind.starts_with('X') && !behind.starts_with('*')) return 0;
  behind.remove_prefix(1);
  skip_blank(behind);
  if (!behind.starts_with("10")) return 0;
  behind.remove_prefix(2);
  if (!behind.starts_with('^'))
    return number_fault(text, "has lost what raises its exponent: 10^9 has become 109",
                        "write such as 1e9, or 1 x 10^9");
  behind.remove_prefix(1);
  rest = behind;
  return within(take_exponent(rest));
}

// "58,4": a decimal comma, or one between thousands.
TextFault comma_fault(std::string_view written, std::string_view plain) {
  const std::size_t end = std::min(plain.find_first_not_of("0123456789.,"), plain.size());
  std::string decimal(plain.substr(0, end)), grouped = decimal;
  std::erase(grouped, ',');
  TextFault fault =
      number_fault(written, "has a comma", "write a point for decimals, and no commas");
  if (std::count(decimal.begin(), decimal.end(), ',') > 1 || decimal.ends_with(',') ||
      decimal.find('.') != decimal.npos)
    return fault;
  std::replace(decimal.begin(), decimal.end(), ',', '.');
  fault.detail += fmt::format(": {} or {}", decimal, grouped);
  fault.has_two_readings = true;
  return fault;
}

// The number at the beginning of a text in plain spelling, which faults quote as it is written. The
// value is digits / 10^decimals.
Reading<Scanned> scan(std::string_view text, std::string_view written, bool exponent_allowed) {
  Scanned result;
  std::size_t at = 0, whole = 0;
  for (; at < text.size() && is_digit(text[at]); ++at, ++whole)
    result.digits = std::min(result.digits * 10 + (text[at] - '0'), huge);
  if (whole == 0) return not_a_number(written);
  if (at < text.size() && text[at] == '.') {
    for (++at; at < text.size() && is_digit(text[at]); ++at, ++result.decimals)
      result.digits = std::min(result.digits * 10 + (text[at] - '0'), huge);
    if (result.decimals == 0)
      return number_fault(written, "has no digit after its point", "write 50 instead of 50.");
  }
  if (result.decimals > 6)
    return number_fault(written, "has more than 6 decimals", "write at most 6 decimals");
  const char next = at < text.size() ? text[at] : '\0';
  if (next == ',') return comma_fault(written, text);
  if (next == '.') return number_fault(written, "has two points", "write one point");
  if (next == '\'' || next == '_')
    return number_fault(written, "has a mark between its digits", "write the digits alone");
  if (text[0] == '0' && (next == 'x' || next == 'X'))
    return number_fault(written, "is hexadecimal", "write a decimal number");
  result.rest = text.substr(at);
  if (exponent_allowed && text.starts_with("10^")) { // 10^9 alone is 1 x 10^9
    result.digits = 1;
    result.rest = text;
  }
  if (exponent_allowed) {
    const std::string one_time = fmt::format("x{}", result.rest);
    std::string_view rest = result.rest.data() == text.data() ? one_time : result.rest;
    const auto power = take_power(written, rest);
    if (!power) return power.reason();
    result.rest = text.substr(text.size() - rest.size());
    result.decimals -= *power;
  } else if ((next == 'e' || next == 'E') && at + 1 < text.size() &&
             (is_digit(text[at + 1]) || text[at + 1] == '-' || text[at + 1] == '+')) {
    return number_fault(written, "has an exponent",
                        "write the number out; only cell counts may have an exponent");
  }
  if (whole > 9 && !exponent_allowed)
    return number_fault(written, "has more than 9 digits before its point", "check the number");
  return result;
}

std::string unit_list(const Measure& measure) {
  std::vector<std::string_view> symbols;
  for (const UnitSymbol& unit : measure.units)
    symbols.push_back(unit.symbol);
  return fmt::format("{}", fmt::join(symbols, " or "));
}

TextFault wrong_unit(std::string_view text, std::string_view symbol, const Measure& measure) {
  if (measure.name == measure::level.name && unit_key(symbol) == "mg/m2")
    return {Fault::no_time,
            fmt::format("{} does not say whether it is the dose of a day or of the course",
                        in_quotes(text)),
            fmt::format("say per day: {} mg/m2/day, if it is the dose of one day",
                        plain_spelling(text).substr(
                            0, plain_spelling(text).find_first_not_of("0123456789.")))};
  if (measure.name == measure::clearance.name && symbol.find("1.73") != symbol.npos)
    return {
        Fault::wrong_unit,
        fmt::format("{} is not a unit of {}: it is indexed to a body of 1.73 m2, and not what a "
                    "patient clears",
                    in_quotes(symbol), measure.name),
        "multiply the value by the patient's own area / 1.73 m2, and write that in mL/min"};
  std::vector<std::string_view> symbols;
  for (const UnitSymbol& unit : measure.units)
    symbols.push_back(unit.symbol);
  const auto near = nearest(symbol, symbols);
  return {Fault::wrong_unit, fmt::format("{} is not a unit of {}", in_quotes(symbol), measure.name),
          near && symbols.size() > 1
              ? fmt::format("did you mean {}? It is written in {}, such as {}", *near,
                            unit_list(measure), measure.example)
              : fmt::format("write it in {}, such as {}", unit_list(measure), measure.example)};
}

// A number, a space and the unit of the house, as nearly every quantity is written. Nothing for
// anything else, which `read_quantity` looks at closely.
std::optional<Decimal> plain_quantity(std::string_view text, const Measure& measure) {
  const UnitSymbol& unit = measure.units.front();
  const bool is_of_the_house =
      unit.factor == 1_d && unit.divisor == (measure.exponent ? 1'000'000_d : 1_d);
  const std::size_t space = text.find(' ');
  if (!is_of_the_house || space == text.npos || text.substr(space + 1) != unit.symbol)
    return std::nullopt;
  return measure.exponent ? plain_cell_number(text.substr(0, space))
                          : plain_number(text.substr(0, space));
}

template <class Q>
Reading<Q> typed(std::string_view text, const Measure& measure) {
  const auto number = read_quantity(text, measure);
  if (!number) return number.reason();
  return in<Q>(*number);
}

Reading<int> whole(std::string_view text, const Measure& measure) {
  const auto number = read_quantity(text, measure);
  if (!number) return number.reason();
  if (cut_to(*number, 0) != *number || *number > 100'000_d)
    return number_fault(text, "is not a whole number that can be meant",
                        fmt::format("write such as {}", measure.example));
  return static_cast<int>(number->billionths() / Decimal::scale);
}

} // namespace

std::span<const Measure* const> measures() {
  return all_measures;
}

namespace {

std::string pattern_of_digits(std::string_view how_many) {
  return pattern_of_digit() + std::string(how_many);
}
std::string pattern_of_decimals(std::string_view digit) {
  return fmt::format("((\\.|\uFF0E){}{{1,6}})?", digit);
}
// "e9", "x 10^9", "million"; behind digits, or a power of ten alone.
std::string pattern_of_cells_number() {
  const std::string digit = pattern_of_digit(), blank = pattern_of_blank();
  const std::string exponent = fmt::format("0*({}|1[0-5])", digit);
  const std::string superscripts =
      "(\u2070|\u00B9(\u2070|\u00B9|\u00B2|\u00B3|\u2074|\u2075)?|\u00B2|"
      "\u00B3|\u2074|\u2075|\u2076|\u2077|\u2078|\u2079)";
  const std::string ten = fmt::format("10(\\^\\+?{}|{})", exponent, superscripts);
  return fmt::format("({0}+{1}([eE]\\+?{2}|{3}*(x|X|\u00D7|\u2715|\\*){3}*{4}|"
                     "{3}*[mM][iI][lL][lL][iI][oO][nN])?|{4})",
                     digit, pattern_of_decimals(digit), exponent, blank, ten);
}
std::string with_blanks_around(std::string_view pattern) {
  return fmt::format("{0}*{1}{0}*", pattern_of_blank(), pattern);
}
std::string bare_pattern_of_number() {
  return pattern_of_digits("{1,9}") + pattern_of_decimals(pattern_of_digit());
}

} // namespace

std::string pattern_of_number() {
  return with_blanks_around(bare_pattern_of_number());
}

std::string pattern_of_whole() {
  return with_blanks_around(
      fmt::format("(-|\u2212)?{}((\\.|\uFF0E)(0|\uFF10){{1,6}})?", pattern_of_digits("{1,9}")));
}

std::string pattern_of_word(std::string_view word) {
  std::string pattern;
  for (const char c : word) {
    if (std::string_view("^$\\.*+?()[]{}|").find(c) != std::string_view::npos) pattern += '\\';
    pattern += c;
  }
  return pattern;
}

std::string pattern_of(const Measure& measure) {
  std::vector<std::string> units;
  for (const UnitSymbol& unit : measure.units)
    units.push_back(pattern_of_unit(unit.symbol));
  const std::string number = measure.exponent ? pattern_of_cells_number()
                             : measure.whole
                                 ? pattern_of_digits("{1,9}") + "((\\.|\uFF0E)(0|\uFF10){1,6})?"
                                 : bare_pattern_of_number();
  return with_blanks_around(
      fmt::format("{}{}*({})", number, pattern_of_blank(), fmt::join(units, "|")));
}

std::string pattern_in_unit(std::string_view unit) {
  if (unit.empty()) return pattern_of_number();
  const std::string blank = pattern_of_blank();
  std::vector<std::string> units{pattern_of_unit(unit)};
  for (const OtherUnit& other : other_units)
    if (other.house == unit) units.push_back(pattern_of_unit(other.symbol));
  // A unit that begins with a digit (10^9/L) must not be taken for digits of the number.
  const std::string times = fmt::format("{0}*(x|X|\u00D7|\u2715|\\*){0}*", blank);
  const std::string between = is_digit(unit.front()) ? fmt::format("({}+|{})", blank, times)
                                                     : fmt::format("({}*|{})", blank, times);
  return with_blanks_around(fmt::format(
      "{}{}({}{})", bare_pattern_of_number(), between, fmt::join(units, "|"),
      is_word(unit) ? fmt::format("|{}", pattern_of_unit(fmt::format("{}s", unit))) : ""));
}
namespace {

std::optional<Decimal> whole_text(std::string_view text,
                                  const char* (*take)(const char*, const char*, Decimal&)) {
  const char* const end = text.data() + text.size();
  Decimal number;
  return take(text.data(), end, number) == end ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<Decimal> plain_number(std::string_view text) {
  return whole_text(text, take_plain_number);
}

std::optional<Decimal> plain_cell_number(std::string_view text) {
  return whole_text(text, take_plain_cell_number);
}

Reading<Decimal> read_number(std::string_view text) {
  if (const auto plain = plain_number(text)) return *plain;
  const std::string plain_text = plain_spelling(text);
  const auto number = scan(plain_text, text, false);
  if (!number) return number.reason();
  if (!number->rest.empty())
    return number_fault(text, "is more than a number", "write digits and one point alone");
  return Decimal::from_billionths(number->billionths());
}

Reading<Decimal> read_quantity(std::string_view text, const Measure& measure) {
  if (const auto plain = plain_quantity(text, measure)) return *plain;
  const std::string plain_text = plain_spelling(text);
  const auto number = scan(plain_text, text, measure.exponent);
  if (!number) return number.reason();
  std::string_view symbol = number->rest;
  skip_blank(symbol);
  if (symbol.empty())
    return TextFault{
        Fault::no_unit, fmt::format("{} has no unit", in_quotes(text)),
        fmt::format("write it in {}, such as {}", unit_list(measure), measure.example)};
  const std::string key = unit_key(symbol);
  const auto unit =
      find_in(measure.units, key, [](const UnitSymbol& one) { return unit_key(one.symbol); });
  if (unit == measure.units.end()) return wrong_unit(text, symbol, measure);

  const Wide in_house_unit = number->billionths() * unit->factor.billionths() / Decimal::scale /
                             (unit->divisor.billionths() / Decimal::scale);
  if (in_house_unit > Wide{1'000'000'000} * Decimal::scale)
    return number_fault(text, fmt::format("is too large for {}", measure.name), "check the number");
  const Decimal exact_value = Decimal::from_billionths(in_house_unit);
  return unit->step == Decimal() ? exact_value : round_half_up(exact_value, unit->step);
}

Reading<Height> read_height(std::string_view text) {
  return typed<Height>(text, measure::height);
}
Reading<ActualWeight> read_weight(std::string_view text) {
  const auto mass = typed<BodyMass>(text, measure::weight);
  if (!mass) return mass.reason();
  return ActualWeight(*mass);
}
Reading<SerumCreatinine> read_creatinine(std::string_view text) {
  return typed<SerumCreatinine>(text, measure::creatinine);
}
Reading<DoseLevel> read_level(std::string_view text) {
  return typed<DoseLevel>(text, measure::level);
}
Reading<DrugMass> read_drug_mass(std::string_view text) {
  return typed<DrugMass>(text, measure::drug_mass);
}
Reading<CellCount> read_cells(std::string_view text) {
  return typed<CellCount>(text, measure::cells);
}
Reading<CellConcentration> read_cell_concentration(std::string_view text) {
  return typed<CellConcentration>(text, measure::cell_concentration);
}
Reading<Volume> read_volume(std::string_view text) {
  return typed<Volume>(text, measure::volume);
}
Reading<Flow> read_clearance(std::string_view text) {
  return typed<Flow>(text, measure::clearance);
}
Reading<BodySurface> read_surface(std::string_view text) {
  return typed<BodySurface>(text, surface);
}
Reading<DrugConcentration> read_drug_concentration(std::string_view text) {
  return typed<DrugConcentration>(text, drug_concentration);
}
Reading<DrugConcentration> read_strength(std::string_view text) {
  const auto strength = read_drug_concentration(text);
  if (!strength) return strength.reason();
  const Decimal number = strength->value();
  if (number < 1_d || number > 1000_d || cut_to(number, 0) != number ||
      0.01_d / number * number != 0.01_d)
    return TextFault{
        Fault::outside_limits,
        fmt::format("{} is not a strength that can be drawn up exactly", in_quotes(text)),
        "write whole mg/mL from 1 to 1,000 of which 0.01 mg is an exact volume"};
  return *strength;
}
Reading<Duration> read_duration(std::string_view text) {
  return typed<Duration>(text, duration);
}
Reading<CellsPerKilogram> read_cells_per_kg(std::string_view text) {
  return typed<CellsPerKilogram>(text, measure::cells_per_kg);
}
Reading<CellLevel> read_cell_level(std::string_view text) {
  if (unit_key(plain_spelling(text)).ends_with("/kg")) {
    const auto per_kg = read_cells_per_kg(text);
    if (!per_kg) return per_kg.reason();
    return CellLevel(*per_kg);
  }
  const auto count = read_cells(text);
  if (!count) return count.reason();
  return CellLevel(*count);
}
Reading<EndotoxinLoad> read_endotoxin_load(std::string_view text) {
  const auto load = typed<CountPerBodyMass>(text, endotoxin_load);
  if (!load) return load.reason();
  return EndotoxinLoad(*load);
}
Reading<DmsoPerKilogram> read_dmso(std::string_view text) {
  return typed<DmsoPerKilogram>(text, dmso);
}
Reading<DrugConcentration> read_density(std::string_view text) {
  return typed<DrugConcentration>(text, density);
}
Reading<Flow> read_flow(std::string_view text) {
  return typed<Flow>(text, flow);
}
Reading<EndotoxinConcentration> read_endotoxin(std::string_view text) {
  const auto units = typed<CountPerVolume>(text, measure::endotoxin);
  if (!units) return units.reason();
  return EndotoxinConcentration(*units);
}
Reading<Decimal> read_percent(std::string_view text) {
  return read_quantity(text, measure::percent);
}
Reading<int> read_years(std::string_view text) {
  return whole(text, measure::years);
}
Reading<int> read_days(std::string_view text) {
  return whole(text, measure::days);
}

namespace {

// How a symbol becomes the unit of the house: "x 10^9/L" is it, g/dL is another one of g/L.
std::optional<OtherUnit> unit_within(std::string_view symbol, std::string_view unit) {
  const OtherUnit house{unit, unit};
  if (unit.empty()) return house;
  bool is_apart = symbol.starts_with(' ');
  skip_blank(symbol);
  if (symbol.starts_with('x') || symbol.starts_with('X') || symbol.starts_with('*')) {
    symbol.remove_prefix(1);
    skip_blank(symbol);
    is_apart = true;
  }
  if (!is_apart && !symbol.empty() && is_digit(symbol.front())) return std::nullopt;
  const std::string key = unit_key(symbol);
  const auto is_key_of = [&](std::string_view one) { return unit_key(one) == key; };
  if (is_key_of(unit) || (is_word(unit) && is_key_of(std::string(unit) + 's'))) return house;
  for (const OtherUnit& other : other_units)
    if (other.house == unit && is_key_of(other.symbol)) return other;
  return std::nullopt;
}

} // namespace

Reading<Decimal> read_in_unit(std::string_view text, std::string_view unit, Decimal most) {
  const std::string plain_text = plain_spelling(text);
  const auto scanned = scan(plain_text, text, false);
  if (!scanned) return scanned.reason();
  std::string_view symbol = scanned->rest;
  if (unit.empty() && !symbol.empty())
    return TextFault{Fault::wrong_unit, fmt::format("{} has a unit", in_quotes(text)),
                     "write the number alone"};
  const auto found = unit_within(symbol, unit);
  if (!found)
    return TextFault{symbol.empty() ? Fault::no_unit : Fault::wrong_unit,
                     fmt::format("{} is not in {}", in_quotes(text), unit),
                     fmt::format("write the number with its unit, {}", unit)};
  const Wide in_house_unit =
      scanned->billionths() * found->factor.billionths() / found->divisor.billionths();
  const Decimal number =
      Decimal::from_billionths(std::min(in_house_unit, (Wide{1'000'000'000} + 1) * Decimal::scale));
  if (number > most)
    return number_fault(text, fmt::format("is more than {}", to_grouped_text(most)),
                        "check the number");
  return number;
}

Reading<int> read_whole(std::string_view text) {
  const std::string plain_text = plain_spelling(text);
  const bool negative = plain_text.starts_with('-');
  const auto number = read_number(negative ? std::string_view(plain_text).substr(1) : text);
  if (!number) return number.reason();
  if (cut_to(*number, 0) != *number || *number > 100'000_d)
    return number_fault(text, "is not a whole number that can be meant", "write such as 3");
  const int value = static_cast<int>(number->billionths() / Decimal::scale);
  return negative ? -value : value;
}

} // namespace nkdose
