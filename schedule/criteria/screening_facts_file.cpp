#include "schedule/criteria/screening_facts_file.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/spelling.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/days/day_file.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::string_view unknown = "unknown";
constexpr Decimal most = 1'000'000_d;                       // of any number here
constexpr std::string_view creatinine = "serum_creatinine"; // the plan's, in umol/L

bool is_word(std::string_view text, std::string_view word) {
  return find_word(text, std::span(&word, 1)).has_value();
}

// In both units that the patient's own creatinine may have.
Reading<Decimal> creatinine_limit(std::string_view text) {
  const auto limit = read_creatinine(text);
  if (!limit) return limit.reason();
  return limit->value();
}

Shape shape_of(const Fact& fact) {
  switch (fact.kind) {
  case FactKind::number:
    return fact.unit.empty() ? Shape::number : Shape::quantity;
  case FactKind::date:
    return Shape::date;
  case FactKind::choice:
    return Shape::choice;
  case FactKind::ratio:
  case FactKind::glucocorticoid:
    return Shape::quantity;
  }
  return Shape::text;
}

class FactReader {
public:
  FactReader(const Table& table, const Criteria& criteria) : table_(table), criteria_(criteria) {}

  std::optional<FactValue> read(const Fact& fact) const {
    if (fact.is_of_the_plan) return std::nullopt;
    const Value* value = table_.value(fact.id);
    if (!value || is_word(value->literal, unknown)) return std::nullopt;
    FactValue result{printable(value->literal), {}, {}, 1, {}};
    const auto sound = [&](const auto& reading) {
      if (!reading) table_.report(fact.id, reading.reason());
      return bool(reading);
    };
    switch (fact.kind) {
    case FactKind::number: {
      const auto number = read_in_unit(value->literal, fact.unit, most);
      if (!sound(number) || !can_be_meant(fact, *number)) return std::nullopt;
      result.low = result.high = *number;
      return result;
    }
    case FactKind::ratio:
      return read_ratio(fact, *value);
    case FactKind::date: {
      if (fact.can_be_never && is_word(value->literal, "never")) return result;
      const auto day = read_written_date(value->literal);
      if (!sound(day)) return std::nullopt;
      result.day = *day;
      return result;
    }
    case FactKind::choice:
      return read_choice(fact, *value);
    case FactKind::glucocorticoid: {
      const auto dose = read_glucocorticoid_dose(value->literal, criteria_.glucocorticoids);
      if (!sound(dose)) return std::nullopt;
      result.low = dose->low;
      result.high = dose->high;
      return result;
    }
    }
    return std::nullopt;
  }

  /// The upper limit of normal of a ratio, in the unit of its fact.
  std::optional<Decimal> upper_limit(const Fact& fact) const {
    const Value* value = table_.value(fact.limit_key);
    if (!value || is_word(value->literal, unknown)) return std::nullopt;
    const auto limit = fact.id == creatinine ? creatinine_limit(value->literal)
                                             : read_in_unit(value->literal, fact.unit, most);
    if (!limit) {
      table_.report(fact.limit_key, limit.reason());
      return std::nullopt;
    }
    if (*limit > Decimal()) return *limit;
    table_.report(fact.limit_key, Fault::outside_limits, "an upper limit of normal is above 0",
                  "write the laboratory's limit");
    return std::nullopt;
  }

private:
  bool can_be_meant(const Fact& fact, Decimal number) const {
    if (!fact.range || (number >= fact.range->first && number <= fact.range->second)) return true;
    table_.report(fact.id, Fault::outside_limits,
                  fmt::format("{} is outside {} to {}{}{}", to_text(number),
                              to_text(fact.range->first), to_text(fact.range->second),
                              fact.unit.empty() ? "" : " ", fact.unit),
                  "check the number and its unit");
    return false;
  }

  // "1.2 x ULN", or a value with the laboratory's own limit beside it.
  std::optional<FactValue> read_ratio(const Fact& fact, const Value& value) const {
    FactValue result{printable(value.literal), {}, {}, 1, {}};
    if (const auto multiple = read_in_unit(value.literal, "ULN", most)) {
      if (table_.has(fact.limit_key))
        table_.report(fact.limit_key, Fault::contradiction,
                      "the value is given as a multiple of the upper limit already",
                      "remove one of the two");
      result.low = result.high = *multiple;
      return result;
    }
    const auto number = read_in_unit(value.literal, fact.unit, most);
    if (!number) {
      table_.report(fact.id, Fault::wrong_unit,
                    fmt::format("{} is neither in {} nor a multiple of the upper limit of normal",
                                in_quotes(value.literal), fact.unit),
                    fmt::format("write such as \"62 {}\" with {}, or \"1.2 x ULN\"", fact.unit,
                                fact.limit_key));
      return std::nullopt;
    }
    if (!table_.has(fact.limit_key)) {
      table_.report(
          fact.id, Fault::missing_key,
          fmt::format("{} is missing, the laboratory's upper limit of normal", fact.limit_key),
          fmt::format("add {} = \"40 {}\"", fact.limit_key, fact.unit));
      return std::nullopt;
    }
    const auto limit = upper_limit(fact);
    if (!limit) return std::nullopt;
    result.low = result.high = *number;
    result.upper_limit = *limit;
    result.written += fmt::format(" (ULN {} {})", to_text(*limit), fact.unit);
    return result;
  }

  std::optional<FactValue> read_choice(const Fact& fact, const Value& value) const {
    std::vector<std::string_view> known(fact.choices.begin(), fact.choices.end());
    known.push_back(unknown);
    if (const auto chosen = find_word(value.literal, known)) {
      if (known[*chosen] == unknown) return std::nullopt;
      return FactValue{std::string(known[*chosen]), {}, {}, 1, {}};
    }
    table_.report(fact.id, Fault::unknown_name,
                  fmt::format("{} is not known", in_quotes(value.literal)),
                  did_you_mean(value.literal, known));
    return std::nullopt;
  }

  const Table& table_;
  const Criteria& criteria_;
};

std::string indication_of(const Table& table, const Criteria& criteria) {
  const std::string named = table.text("indication").value_or("");
  if (named.empty() || named == unknown) return "";
  if (holds(criteria.indications, named, &Indication::id)) return named;
  std::vector<std::string_view> known;
  for (const Indication& one : criteria.indications)
    known.push_back(one.id);
  table.report("indication", Fault::unknown_name,
               fmt::format("{} is not an indication of the protocol", in_quotes(named)),
               did_you_mean(named, known));
  return "";
}

} // namespace

std::vector<Field> screening_fields(const Criteria& criteria) {
  std::vector<Field> fields{
      {"date", Shape::date, Need::optional, "the day of screening", "2026-11-20"},
      {"indication", Shape::text, Need::optional, "the disease", "\"sle\""},
  };
  for (const Fact& fact : criteria.facts) {
    if (!fact.is_of_the_plan)
      fields.push_back({fact.id, shape_of(fact), Need::optional, fact.question});
    if (fact.kind == FactKind::ratio)
      fields.push_back(
          {fact.limit_key, Shape::quantity, Need::optional, "its upper limit of normal"});
  }
  return fields;
}

std::string pattern_of_screening(const Criteria& criteria, std::string_view key) {
  std::string pattern = pattern_of_choice(unknown);
  const auto add = [&](std::string_view other) { pattern += fmt::format("|{}", other); };
  if (key == "date") return pattern_of_written_date();
  if (key == "indication")
    for (const Indication& one : criteria.indications)
      add(pattern_of_word(one.id));
  for (const Fact& fact : criteria.facts) {
    if (key == fact.limit_key)
      add(fact.id == creatinine ? pattern_of(measure::creatinine) : pattern_in_unit(fact.unit));
    if (key != fact.id || fact.is_of_the_plan) continue;
    switch (fact.kind) {
    case FactKind::ratio:
      add(pattern_in_unit("ULN"));
      [[fallthrough]];
    case FactKind::number:
      add(pattern_in_unit(fact.unit));
      break;
    case FactKind::date:
      if (fact.can_be_never) add(pattern_of_choice("never"));
      add(pattern_of_written_date());
      break;
    case FactKind::choice:
      for (const std::string& choice : fact.choices)
        add(pattern_of_choice(choice));
      break;
    case FactKind::glucocorticoid:
      add(pattern_of(criteria.glucocorticoids));
      break;
    }
  }
  return pattern;
}

ScreeningFacts read_facts(const Table& table, const Criteria& criteria) {
  const FactReader reader(table, criteria);
  ScreeningFacts facts{read_date(table, "date"), indication_of(table, criteria), {}};
  for (const Fact& fact : criteria.facts)
    facts.values.push_back(reader.read(fact));
  // Of a ratio whose value is the plan's, the case gives the limit alone.
  for (std::size_t i = 0; i < criteria.facts.size(); ++i)
    if (const Fact& fact = criteria.facts[i];
        fact.is_of_the_plan && fact.kind == FactKind::ratio && table.has(fact.limit_key))
      if (const auto limit = reader.upper_limit(fact))
        facts.values[i] = FactValue{"", {}, {}, *limit, {}};
  return facts;
}

std::string expected(const Fact& fact) {
  const bool is_span = bool(read_span("1 " + fact.unit)); // months, not month
  switch (fact.kind) {
  case FactKind::number:
    return fact.unit.empty() ? "a number" : fmt::format("in {}{}", fact.unit, is_span ? "s" : "");
  case FactKind::ratio:
    return fmt::format("in {} with {}, or as \"1.2 x ULN\"", fact.unit, fact.limit_key);
  case FactKind::date:
    return fact.can_be_never ? "a date, or \"never\"" : "a date";
  case FactKind::choice:
    return fmt::format("{}", fmt::join(fact.choices, ", "));
  case FactKind::glucocorticoid:
    return "such as \"16 mg/day methylprednisolone\", or \"none\"";
  }
  return "";
}

} // namespace nkdose
