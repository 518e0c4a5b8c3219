// Reads a case's [screening] by the questions of the criteria.
#pragma once

#include "dosing/text/table.hpp"
#include "schedule/criteria/screening_facts.hpp"

namespace nkdose {

/// The keys of [screening]. They point into the criteria.
std::vector<Field> screening_fields(const Criteria& criteria);

/// What `read_facts` takes for a key of `screening_fields`, as a regular expression without
/// anchors; whether a number may be written without quotes is the field's shape.
std::string pattern_of_screening(const Criteria& criteria, std::string_view key);

/// Reads [screening]. A fact of the plan is not asked; `known` gives its value in its place.
ScreeningFacts read_facts(const Table& table, const Criteria& criteria);

/// What a person is told to write for a fact: "in g/L", "a date, or \"never\"", ...
std::string expected(const Fact& fact);

} // namespace nkdose
