// The facts of a case's [screening], read by the questions of the criteria.
#pragma once

#include "schedule/criteria/criteria.hpp"

namespace nkdose {

/// What is known about one fact. A number is exact; a glucocorticoid's is between two ends where
/// sources differ; a ratio's is compared with the upper limit of normal by multiplication, never
/// divided.
struct FactValue {
  std::string written; ///< as the case has it; the word of a choice
  Decimal low, high;
  Decimal upper_limit = 1; ///< of normal, in the unit of the value
  std::optional<Day> day;  ///< of a date; none: never
};

/// At the places of `Criteria::facts`; nothing where the case says nothing, or "unknown".
using FactValues = std::vector<std::optional<FactValue>>;

struct ScreeningFacts {
  std::optional<Day> date;
  std::string indication; ///< empty where the case names none
  FactValues values;
};

/// The keys of [screening]. They point into the criteria.
std::vector<Field> screening_fields(const Criteria& criteria);

/// What `read_facts` takes for a key of `screening_fields`, as a regular expression without
/// anchors; whether a number may be written without quotes is the field's shape.
std::string pattern_of_screening(const Criteria& criteria, std::string_view key);

/// Reads [screening]. A fact of the plan is not asked; `known` gives its value in its place.
ScreeningFacts read_facts(const Record& table, const Criteria& criteria);

/// What a person is told to write for a fact: "in g/L", "a date, or \"never\"", ...
std::string expected(const Fact& fact);

} // namespace nkdose
